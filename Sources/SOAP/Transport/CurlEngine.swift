import CCurl
import Glibc

/// One thread that drives all exchanges of a transport through libcurl's multi interface. The thread ends with it.
final class CurlEngine: Sendable {
    private let mailbox = Locked(Mailbox())
    let multi: MultiHandle
    private let thread: pthread_t

    /// - Throws: `engineFailed` when memory or threads have run out.
    init(settings: CurlSettings) throws(TransportError) {
        guard Self.libraryIsReady else { throw .outOfMemory }
        multi = try MultiHandle()
        let loop = EngineLoop(mailbox: mailbox, multi: multi, settings: settings)
        thread = try Self.startThread(loop)
    }

    deinit {
        mailbox.withLock { $0.isStopping = true }
        multi.wake()
        // Nothing is under way, since a call keeps its engine alive: the thread only has to notice.
        pthread_join(thread, nil)
    }

    /// Runs one exchange to its end. Cancelling the task ends it at once.
    func run(_ exchange: CurlExchange) async -> Result<ResponseHead, TransportError> {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                exchange.whenFinished(resume: continuation)
                let isFirst: Bool? = mailbox.withLock { box in
                    // Read under the lock: a cancellation from here on is posted after the start.
                    if Task.isCancelled { return nil }
                    return box.post(.start(exchange))
                }
                guard let isFirst else { return exchange.finishUnstarted(exchange.cancelledBeforeStart) }
                if isFirst { multi.wake() }
            }
        } onCancel: {
            if mailbox.withLock({ $0.post(.cancel(exchange)) }) { multi.wake() }
        }
    }

    /// Done once in a process and never undone: other users of libcurl may live in it.
    private static let libraryIsReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    private static func startThread(_ loop: EngineLoop) throws(TransportError) -> pthread_t {
        // The thread takes no signal of the process, and a peer that hangs up gives EPIPE instead of SIGPIPE (libcurl
        // leaves that to its user under NOSIGNAL). A thread inherits the mask it is started under.
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        var thread = pthread_t()
        // The reference given here is taken over by the thread.
        let argument = Unmanaged.passRetained(loop)
        let problem = pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<EngineLoop>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            },
            argument.toOpaque()
        )
        guard problem == 0 else {
            argument.release()
            throw .noThread(problem)
        }
        return thread
    }
}

/// What other threads ask of the engine's.
private struct Mailbox {
    enum Command {
        case start(CurlExchange)
        case cancel(CurlExchange)
    }

    private(set) var commands: [Command] = []
    var isStopping = false

    /// True when the thread has to be woken: with a command before this one it is awake already, or about to be.
    mutating func post(_ command: Command) -> Bool {
        commands.append(command)
        return commands.count == 1
    }

    mutating func empty() -> Mailbox {
        defer { commands = [] }
        return self
    }
}

/// A multi handle, with the one call that libcurl allows from any thread.
///
/// `@unchecked Sendable`: `pointer` is used on the engine's thread only, except by ``wake()`` and the last release.
final class MultiHandle: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer

    init() throws(TransportError) {
        guard let pointer = curl_multi_init() else { throw .outOfMemory }
        self.pointer = pointer
        ccurl_multi_set_long(pointer, CURLMOPT_MAXCONNECTS, 4)
    }

    deinit {
        curl_multi_cleanup(pointer)
    }

    func wake() {
        curl_multi_wakeup(pointer)
    }
}

/// The engine's thread.
private final class EngineLoop {
    private let mailbox: Locked<Mailbox>
    private let multi: MultiHandle
    private let settings: CurlSettings
    /// The exchanges under way, by their easy handle.
    private var exchanges: [UnsafeMutableRawPointer: CurlExchange] = [:]
    /// Handles whose last call went well, for the next.
    private var idle: [CurlHandle] = []

    private static let idleLimit = 4

    init(mailbox: Locked<Mailbox>, multi: MultiHandle, settings: CurlSettings) {
        self.mailbox = mailbox
        self.multi = multi
        self.settings = settings
    }

    func run() {
        while true {
            let box = mailbox.withLock { $0.empty() }
            box.commands.forEach(obey)
            // The easy handles go before the multi handle.
            if box.isStopping { return idle.removeAll() }
            var running: Int32 = 0
            let verdict = curl_multi_perform(multi.pointer, &running)
            if verdict == CURLM_OK { collectFinished() } else { failAll() }
            curl_multi_poll(multi.pointer, nil, 0, endSilentOnes(), nil)
        }
    }

    private func obey(_ command: Mailbox.Command) {
        switch command {
        case .start(let exchange):
            guard let handle = handle(to: exchange.endpoint) else { return exchange.finishUnstarted(.outOfMemory) }
            guard exchange.begin(on: handle), curl_multi_add_handle(multi.pointer, handle.pointer) == CURLM_OK else {
                return _ = exchange.finish(CURLE_OUT_OF_MEMORY)
            }
            exchanges[handle.pointer] = exchange
        case .cancel(let exchange):
            guard let handle = exchange.handle, exchanges[handle.pointer] === exchange else { return }
            exchange.cancel()
            end(handle.pointer, CURLE_ABORTED_BY_CALLBACK)
        }
    }

    private func handle(to endpoint: Endpoint) -> CurlHandle? {
        guard let index = idle.lastIndex(where: { $0.endpoint == endpoint }) else {
            return CurlHandle(to: endpoint, settings)
        }
        return idle.remove(at: index)
    }

    private func collectFinished() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi.pointer, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
            end(handle, message.pointee.data.result)
        }
    }

    /// Ends the exchanges whose server is silent; how long the thread may sleep until the next can be, in milliseconds.
    private func endSilentOnes() -> Int32 {
        let now = ContinuousClock.now
        for (handle, exchange) in exchanges where exchange.isSilent(at: now) {
            end(handle, CURLE_OPERATION_TIMEDOUT)
        }
        let wait = exchanges.values.compactMap(\.nextLook).min().map { $0 - now } ?? .seconds(3600)
        return Int32(clamping: wait.wholeMilliseconds)
    }

    /// libcurl lost its footing: no memory, or an internal error.
    private func failAll() {
        for handle in exchanges.keys { end(handle, CURLE_FAILED_INIT) }
    }

    private func end(_ handle: UnsafeMutableRawPointer, _ result: CURLcode) {
        guard let exchange = exchanges.removeValue(forKey: handle) else { return }
        curl_multi_remove_handle(multi.pointer, handle)
        // What a failure leaves in a handle is not worth knowing.
        if let handle = exchange.finish(result), result == CURLE_OK, idle.count < Self.idleLimit { idle.append(handle) }
    }
}
