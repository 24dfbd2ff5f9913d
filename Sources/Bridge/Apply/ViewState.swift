/// The numbers Mantis has for who may read something.
enum ViewState {
    static let `public` = 10
    static let `private` = 50
}
