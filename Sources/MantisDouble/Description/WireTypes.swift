/// The types of MantisConnect, as its description of the service gives them to clients.
enum WireTypes {
    struct Member {
        var name: String
        /// Without a prefix: one of XML Schema's own, a structure of ``structures``, or an array.
        var type: String
    }

    struct Structure {
        var name: String
        /// True when every member must be there, be it as nil.
        var isComplete: Bool
        var members: [Member]
    }

    /// In the order in which they are described.
    static let structures: [Structure] = table.map { name, isComplete, members in
        let list = members.split(separator: " ").map { entry in
            let parts = entry.split(separator: ":").map { String($0) }
            return Member(name: parts[0], type: parts[1])
        }
        return Structure(name: name, isComplete: isComplete, members: list)
    }

    /// The arrays of structures, then those of simple values.
    static let arrays: [String] =
        table.map(\.0).filter { !$0.hasSuffix("Result") && $0 != "UserData" }
        .map { $0 + "Array" } + ["IntegerArray", "StringArray"]

    /// What an array holds, with its prefix.
    static func item(of array: String) -> String {
        switch array {
        case "IntegerArray": "xsd:integer"
        case "StringArray": "xsd:string"
        default: "tns:" + array.dropLast("Array".count)
        }
    }

    /// A type's name with the prefix of where it is defined.
    static func qualified(_ type: String) -> String {
        type.first?.isUppercase ?? false ? "tns:" + type : "xsd:" + type
    }

    /// Name, whether every member must be there, and the members in their order.
    private static let table: [(String, Bool, String)] = [
        ("ObjectRef", false, "id:integer name:string"),
        ("AccountData", false, "id:integer name:string real_name:string email:string"),
        ("UserData", false, "account_data:AccountData access_level:integer timezone:string"),
        (
            "AttachmentData", false,
            """
            id:integer filename:string size:integer content_type:string date_submitted:dateTime download_url:anyURI \
            user_id:integer
            """
        ),
        (
            "ProjectAttachmentData", false,
            """
            id:integer filename:string title:string description:string size:integer content_type:string \
            date_submitted:dateTime download_url:anyURI user_id:integer
            """
        ),
        ("RelationshipData", false, "id:integer type:ObjectRef target_id:integer"),
        (
            "IssueNoteData", false,
            """
            id:integer reporter:AccountData text:string view_state:ObjectRef date_submitted:dateTime \
            last_modified:dateTime time_tracking:integer note_type:integer note_attr:string
            """
        ),
        (
            "IssueData", false,
            """
            id:integer view_state:ObjectRef last_updated:dateTime project:ObjectRef category:string \
            priority:ObjectRef severity:ObjectRef status:ObjectRef reporter:AccountData summary:string \
            version:string build:string platform:string os:string os_build:string reproducibility:ObjectRef \
            date_submitted:dateTime sponsorship_total:integer handler:AccountData projection:ObjectRef \
            eta:ObjectRef resolution:ObjectRef fixed_in_version:string target_version:string description:string \
            steps_to_reproduce:string additional_information:string attachments:AttachmentDataArray \
            relationships:RelationshipDataArray notes:IssueNoteDataArray \
            custom_fields:CustomFieldValueForIssueDataArray due_date:dateTime monitors:AccountDataArray \
            sticky:boolean tags:ObjectRefArray
            """
        ),
        (
            "HistoryData", true,
            "date:integer userid:integer username:string field:string type:integer old_value:string new_value:string"
        ),
        (
            "IssueHeaderData", true,
            """
            id:integer view_state:integer last_updated:dateTime project:integer category:string priority:integer \
            severity:integer status:integer reporter:integer summary:string handler:integer resolution:integer \
            attachments_count:integer notes_count:integer
            """
        ),
        (
            "ProjectData", false,
            """
            id:integer name:string status:ObjectRef enabled:boolean view_state:ObjectRef access_min:ObjectRef \
            file_path:string description:string subprojects:ProjectDataArray inherit_global:boolean
            """
        ),
        (
            "ProjectVersionData", false,
            """
            id:integer name:string project_id:integer date_order:dateTime description:string released:boolean \
            obsolete:boolean
            """
        ),
        (
            "FilterData", false,
            """
            id:integer owner:AccountData project_id:integer is_public:boolean name:string filter_string:string \
            url:string
            """
        ),
        (
            "FilterSearchData", false,
            """
            project_id:IntegerArray search:string category:StringArray severity_id:IntegerArray \
            status_id:IntegerArray priority_id:IntegerArray reporter_id:IntegerArray handler_id:IntegerArray \
            note_user_id:IntegerArray resolution_id:IntegerArray product_version:StringArray \
            user_monitor_id:IntegerArray hide_status_id:IntegerArray sort:string sort_direction:string \
            sticky:boolean view_state_id:IntegerArray fixed_in_version:StringArray target_version:StringArray \
            platform:StringArray os:StringArray os_build:StringArray start_day:integer start_month:integer \
            start_year:integer end_day:integer end_month:integer end_year:integer last_update_start_day:integer \
            last_update_start_month:integer last_update_start_year:integer last_update_end_day:integer \
            last_update_end_month:integer last_update_end_year:integer tag_string:StringArray \
            tag_select:IntegerArray custom_fields:FilterCustomFieldArray
            """
        ),
        (
            "CustomFieldDefinitionData", false,
            """
            field:ObjectRef type:integer possible_values:string default_value:string valid_regexp:string \
            access_level_r:integer access_level_rw:integer length_min:integer length_max:integer advanced:boolean \
            display_report:boolean display_update:boolean display_resolved:boolean display_closed:boolean \
            require_report:boolean require_update:boolean require_resolved:boolean require_closed:boolean
            """
        ),
        ("FilterCustomField", true, "field:ObjectRef value:StringArray"),
        ("CustomFieldValueForIssueData", false, "field:ObjectRef value:string"),
        (
            "TagData", false,
            """
            id:integer user_id:AccountData name:string description:string date_created:dateTime \
            date_updated:dateTime
            """
        ),
        ("TagDataSearchResult", false, "results:TagDataArray total_results:integer"),
        (
            "ProfileData", false,
            "id:integer user_id:AccountData platform:string os:string os_build:string description:string"
        ),
        ("ProfileDataSearchResult", false, "results:ProfileDataArray total_results:integer"),
    ]
}
