/// A cheap view of one element of an answer and of what it contains.
///
/// It is valid while the decoder calls its item handler, and must not be kept: take values out of it. It follows
/// `href` references by itself, so a reader never sees them.
package struct Element {
    /// All three point into the decoder's memory, which outlives the handler's call.
    private let view: UnsafePointer<TapeView>
    /// The element as it stands in its parent, and the one that it refers to, or itself.
    private let place: UnsafeMutablePointer<TapeNode>
    private let node: UnsafeMutablePointer<TapeNode>

    init(view: UnsafePointer<TapeView>, index: Int) {
        self.view = view
        place = view.pointee.nodes + index
        var node = place
        while node.pointee.flags.contains(.linked) { node = view.pointee.nodes + Int(node.pointee.textStart) }
        self.node = node
    }

    /// The local name, or the prefixed one of an element in a foreign namespace.
    package var name: String { String(cString: place.pointee.name) }

    /// The numbers on the tape of the element as it stands, and of the one with its content.
    var numbers: (place: UInt32, content: UInt32) {
        (UInt32(place - view.pointee.nodes), UInt32(node - view.pointee.nodes))
    }

    /// `xsi:nil`: there, and without a value.
    package var isNull: Bool { node.pointee.flags.contains(.null) }

    /// No children and no text, as `<x/>` and `<x></x>`.
    package var isEmpty: Bool { node.pointee.textCount == 0 && firstChild == node.pointee.end }

    /// The child with the vocabulary's name number `name`; nil when there is none. Of several it is one of them.
    package func child(_ name: Int) -> Element? {
        let wanted = view.pointee.names[name]
        let end = node.pointee.end
        let start = node.pointee.cursor
        return find(wanted, from: start, to: end) ?? find(wanted, from: firstChild, to: start)
    }

    private func find(_ name: UnsafePointer<UInt8>, from start: UInt32, to end: UInt32) -> Element? {
        let nodes = view.pointee.nodes
        var index = start
        while index < end {
            let candidate = nodes + Int(index)
            if candidate.pointee.name == name {
                node.pointee.cursor = candidate.pointee.end
                return Element(view: view, index: Int(index))
            }
            index = candidate.pointee.end
        }
        return nil
    }

    package var childCount: Int {
        let nodes = view.pointee.nodes
        var count = 0
        var index = firstChild
        while index < node.pointee.end {
            index = nodes[Int(index)].end
            count += 1
        }
        return count
    }

    /// The children in order, as the items of an array.
    package var children: Children { Children(view: view, upcoming: firstChild, end: node.pointee.end) }

    /// The text, valid as long as the element is.
    var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: view.pointee.text + Int(node.pointee.textStart),
            count: Int(node.pointee.textCount)
        )
    }

    private var firstChild: UInt32 { UInt32(node - view.pointee.nodes) + 1 }

    package struct Children: Sequence, IteratorProtocol {
        fileprivate let view: UnsafePointer<TapeView>
        fileprivate var upcoming: UInt32
        fileprivate let end: UInt32

        package mutating func next() -> Element? {
            guard upcoming < end else { return nil }
            let element = Element(view: view, index: Int(upcoming))
            upcoming = view.pointee.nodes[Int(upcoming)].end
            return element
        }

        package var underestimatedCount: Int { 0 }
    }
}
