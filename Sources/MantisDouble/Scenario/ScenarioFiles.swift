import Foundation

/// The scenarios that come with the program.
enum ScenarioFiles {
    private static var folder: URL { Bundle.module.bundleURL.appending(path: "Scenarios") }

    /// Without their extension, sorted.
    static var names: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }

    static func path(of name: String) -> String { folder.appending(path: name + ".yaml").path }
}
