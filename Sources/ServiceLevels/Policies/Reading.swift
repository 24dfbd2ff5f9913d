package import Tickets

/// One choice between two ways to read a clause that is silent or ambiguous. The choice itself is the setting it names;
/// this tells people that it is one, beside every deadline that hangs on it.
package struct Reading: Hashable, Sendable {
    /// The setting's place in the policy file, for example `clocks.viability.start`.
    package var setting: String
    /// What the setting says, as the file writes it.
    package var value: String
    package var clause: ClauseID
    /// In Spanish, how the clause is read.
    package var text: String

    package init(setting: String, value: String, clause: ClauseID, text: String) {
        self.setting = setting
        self.value = value
        self.clause = clause
        self.text = text
    }
}
