extension ServerDefect {
    /// What goes wrong, in one sentence.
    package var explanation: String {
        switch self {
        case .foreignCookieLogin:
            "Anybody who holds the web cookie of one account can log in through SOAP as another (GHSA-c2xg-qjqw-2v98)."
        case .bogusZ:
            "Dates are the server's local time marked as UTC."
        case .offlineFileIgnored:
            "The SOAP interface stays open and writable while mantis_offline.php announces maintenance."
        case .statusWithoutRights:
            "Any account that may update an issue can give it any status through SOAP, whatever the workflow."
        case .noteEditWithoutRights:
            "Notes sent inside an update are changed without the right to edit them."
        case .privateNoteTurnsPublic:
            "A private note of an account that may not set the view state is stored as public without a word."
        case .noteEditFlipsPrivacy:
            "Notes sent inside an update are compared with the wrong stored ones and may change their privacy."
        case .dueDateErased:
            "An update by an account below due_date_update_threshold, or without the due date, erases it."
        case .reporterAndHandlerOverwritten:
            "An update without reporter makes the calling account the reporter, and one without handler unassigns."
        case .versionsErased:
            "An update without version, fixed_in_version or target_version erases them."
        case .datesStoredAsText:
            "Dates sent with a new issue are stored unconverted, or refused by the database."
        case .searchRepeatsLastPage:
            "Searches answer their last page again past the end, for ever."
        case .listRepeatsLastPage:
            "Project and filter lists answer their last page again past the end, for ever."
        case .listsAsTargetUser:
            "mc_project_get_issues_for_user shows what the queue's account may see, not what the calling one may."
        case .headersFaultWithoutNotes:
            "On PHP 7.2 or later, header lists fail when an issue on the page has no notes."
        case .dynamicPropertyFaults:
            "On PHP 8.2 or later, calls fail with “Creation of dynamic property … is deprecated”."
        case .projectNameFaults:
            "An update that gives its project by an unknown name fails inside PHP."
        case .noteViewStateFaults:
            "An update with a new note that has a view state fails after it changed custom fields and monitors."
        case .noteDeletionUnseen:
            "Deleting a note does not count as an update of its issue, so polling does not see it."
        case .noteFilesUnlisted:
            "Files attached to notes are missing from an issue's attachments."
        case .foreignCategoryAccepted:
            "An update takes a category of another project, and the issue keeps it."
        case .disabledCategoriesListed:
            "mc_project_get_categories lists disabled categories, too."
        case .filterMembersIgnored:
            "Searches ignore view state and stickiness, and fail on tags."
        case .interfaceCached:
            "For up to a day after an upgrade PHP may serve the old interface from its cache (soap.wsdl_cache), so that"
                + " new operations are “not present”."
        }
    }

    /// What an operator should do or know, in one or two sentences.
    package var advice: String {
        switch self {
        case .foreignCookieLogin:
            "Upgrade to 2.28.4 or later; until then treat cookies as passwords of every account."
        case .bogusZ:
            "Set server-time-zone for this instance; better, upgrade to 1.2.9 or later."
        case .offlineFileIgnored:
            "Stop the bridge before maintenance of the server; 2.26.0 or later closes the interface by itself."
        case .statusWithoutRights, .noteEditWithoutRights:
            "Give UPDATER only to accounts you trust, or upgrade."
        case .privateNoteTurnsPublic:
            "Give the bridge's account set_view_status_threshold before private notes are written."
        case .noteEditFlipsPrivacy, .noteViewStateFaults:
            "The bridge never sends notes that way; look out for other SOAP clients."
        case .dueDateErased:
            "Lower due_date_update_threshold to the bridge's account's level, or upgrade to 2.27.1 or later."
        case .reporterAndHandlerOverwritten, .versionsErased:
            "The bridge sends them back with every update; check that other SOAP clients do."
        case .datesStoredAsText, .projectNameFaults:
            "The bridge never sends them; look out for other SOAP clients."
        case .searchRepeatsLastPage, .listRepeatsLastPage, .filterMembersIgnored:
            "The bridge expects it; nothing to do."
        case .listsAsTargetUser:
            "Give the bridge's account at least the rights of the queue's account, or upgrade to 2.8.1 or later."
        case .headersFaultWithoutNotes:
            "Stay on PHP 7.1 or earlier, or upgrade to 2.15.0 or later."
        case .dynamicPropertyFaults:
            "Stay on PHP 8.1 or earlier, or upgrade to 2.26.0 or later."
        case .noteDeletionUnseen:
            "Deleted notes are noticed by the full reconciliation only; keep it scheduled."
        case .noteFilesUnlisted:
            "They are known by an issue's history and count only; attach what must be copied to the issue itself."
        case .foreignCategoryAccepted:
            "If an issue's category is not one of its project's, save the issue in the web pages."
        case .disabledCategoriesListed:
            "Do not configure a category that is disabled; the list cannot tell."
        case .interfaceCached:
            "After an upgrade restart PHP or empty its soap.wsdl_cache_dir, then the bridge, which remembers what was"
                + " missing."
        }
    }
}
