/// A project.
struct ProjectRow: Sendable {
    var id: Int
    var name: String
    var description = ""
    var status = 30
    var enabled = true
    var viewState = ViewState.public
    var inheritsGlobalCategories = true
    /// The projects below it.
    var children: [Int] = []
    /// True for a project that stands below another one.
    var isChild = false
    /// In the order in which the project shows them.
    var customFields: [Int] = []
    var files: [ProjectFileRow] = []
}

/// A document of a project, of none of its issues.
struct ProjectFileRow: Sendable {
    var id: Int
    var name: String
    var title: String
    var description: String
    var type: String
    var content: [UInt8]
    var user: Int
    var submitted: Int64
}

/// A platform somebody files issues from. Everybody may use those of user 0.
struct ProfileRow: Sendable {
    var id: Int
    var user: Int
    var platform: String
    var os: String
    var osBuild: String
    var description: String
}

/// A category of a project, or of all projects when ``project`` is 0.
struct CategoryRow: Sendable {
    var id: Int
    var project: Int
    var name: String
    var enabled = true
    /// Who gets new issues of it; 0 is nobody.
    var defaultHandler = 0
}

struct VersionRow: Sendable {
    var id: Int
    var project: Int
    var name: String
    var description = ""
    var date: Int64
    var released = false
    var obsolete = false
}

struct CustomFieldRow: Sendable {
    var id: Int
    var name: String
    var type = FieldType.string
    /// `a|b|c`.
    var possibleValues = ""
    var defaultValue = ""
    var readLevel = AccessLevel.viewer
    var writeLevel = AccessLevel.reporter
    var maximumLength = 0
    var requiredOnReport = false

    /// The type numbers of Mantis.
    enum FieldType: Int, CaseIterable, Sendable {
        case string, numeric, float, enumeration, email, checkbox, list, multiList, date, radio, textArea
    }
}

struct TagRow: Sendable {
    var id: Int
    var name: String
    var description = ""
    var user: Int
    var created: Int64
    var updated: Int64
}

/// The level numbers of Mantis.
enum AccessLevel {
    static let nothing = 0
    static let viewer = 10
    static let reporter = 25
    static let updater = 40
    static let developer = 55
    static let manager = 70
    static let administrator = 90
    static let nobody = 100
}

enum ViewState {
    static let `public` = 10
    static let `private` = 50
}
