/// The `id` and `href` attributes of a document. PHP's encoder writes a value that occurs twice once, and refers to it
/// from then on (reference §1.3); others write all values after the answer and refer forward.
///
/// References are resolved when the document has ended, as only then all targets are known. They also are a way to blow
/// a small document up or to make it endless, so what they stand for is weighed before anybody follows them.
struct MultiReferences {
    private var targets: [String: UInt32] = [:]
    /// In document order.
    private var references: [(target: String, node: UInt32)] = []

    var hasTargets: Bool { !targets.isEmpty }
    var hasReferences: Bool { !references.isEmpty }

    /// The first of several equal ids wins.
    mutating func target(_ id: String, _ node: UInt32) {
        if targets[id] == nil { targets[id] = node }
    }

    mutating func reference(_ id: String, _ node: UInt32) {
        references.append((id, node))
    }

    /// Links every referring node to its target.
    func resolve(
        _ nodes: UnsafeMutablePointer<TapeNode>,
        elements: Int,
        limits: DecodingLimits
    ) throws(DecodingFailure) {
        var linked: [Link] = []
        for (id, node) in references {
            guard let target = targets[id] else {
                throw DecodingFailure(.malformed, detail: "href=\"#…\" leads nowhere")
            }
            linked.append(Link(node: node, target: target))
        }
        var scale = Scale(nodes: nodes, links: linked, limits: limits)
        var total = Scale.Weight(elements: elements, bytes: 0)
        for link in linked {
            total.add(try scale.weigh(link.target, depth: 1))
            guard total.elements <= limits.elements, total.bytes <= limits.bytes else {
                throw DecodingFailure(.tooLarge, detail: "references repeat too much")
            }
        }
        for link in linked {
            nodes[Int(link.node)].flags.insert(.linked)
            nodes[Int(link.node)].textStart = link.target
        }
    }

    private struct Link {
        var node: UInt32
        var target: UInt32
    }

    /// Weighs what a reference stands for, with the references inside.
    private struct Scale {
        struct Weight {
            var elements = 0
            var bytes = 0

            /// Neither sum overflows: each part was at most the whole document's before it was checked.
            mutating func add(_ other: Weight) {
                elements += other.elements
                bytes += other.bytes
            }
        }

        let nodes: UnsafeMutablePointer<TapeNode>
        let links: [Link]
        let limits: DecodingLimits
        private var known: [UInt32: Weight] = [:]
        private var beingWeighed: Set<UInt32> = []

        init(nodes: UnsafeMutablePointer<TapeNode>, links: [Link], limits: DecodingLimits) {
            self.nodes = nodes
            self.links = links
            self.limits = limits
        }

        mutating func weigh(_ target: UInt32, depth: Int) throws(DecodingFailure) -> Weight {
            if let weight = known[target] { return weight }
            guard depth <= limits.depth else { throw DecodingFailure(.tooDeep, detail: "references lead too far") }
            guard beingWeighed.insert(target).inserted else {
                throw DecodingFailure(.malformed, detail: "an element refers to itself")
            }
            let end = nodes[Int(target)].end
            var weight = Weight(elements: Int(end - target))
            for node in target..<end { weight.bytes += Int(nodes[Int(node)].textCount) }
            for link in linksWithin(target..<end) {
                weight.add(try weigh(link.target, depth: depth + 1))
                guard weight.elements <= limits.elements, weight.bytes <= limits.bytes else {
                    throw DecodingFailure(.tooLarge, detail: "references repeat too much")
                }
            }
            beingWeighed.remove(target)
            known[target] = weight
            return weight
        }

        private func linksWithin(_ range: Range<UInt32>) -> ArraySlice<Link> {
            let first = firstLink(from: range.lowerBound)
            return links[first..<firstLink(from: range.upperBound)]
        }

        private func firstLink(from node: UInt32) -> Int {
            var low = 0
            var high = links.count
            while low < high {
                let middle = (low + high) / 2
                if links[middle].node < node { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }
}
