package ats.services.dataacquisition;

import module java.base;

import ats.domain.MarketEvent.FlowAlert;
import ats.domain.Symbol;
import ats.engine.port.FlowFeed;
import ats.engine.port.MarketFeed.Span;
import ats.platform.Fault;
import ats.platform.lockstep.Work;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the vendor's history and hears its stream on threads of its own, so that bars never wait
/// for a vendor of flow. What it learns goes to the acquisition thread as notes.
final class FlowReader implements FlowFeed.Listener {
    /// Alerts in one note.
    private static final int CHUNK = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(FlowReader.class);

    private final FlowFeed feed;
    private final Consumer<FlowNote> notes;
    private final Work work;
    private volatile boolean closed;

    FlowReader(FlowFeed feed, Consumer<FlowNote> notes, Work work) {
        this.feed = feed;
        this.notes = notes;
        this.work = work;
    }

    void open(List<Symbol> symbols) {
        feed.stream(symbols, this);
    }

    /// One reading at a time; it ends with a note that says how.
    void read(SortedMap<Symbol, Span> spans) {
        work.begin();
        Thread.ofVirtual()
                .name("acquisition-flow")
                .start(
                        () -> {
                            try {
                                notes.accept(outcome(spans));
                            } finally {
                                work.end();
                            }
                        });
    }

    void later(FlowNote note, Duration pause) {
        Thread.ofVirtual()
                .name("acquisition-flow-later")
                .start(
                        () -> {
                            LockSupport.parkNanos(pause.toNanos());
                            if (!closed) {
                                notes.accept(note);
                            }
                        });
    }

    void close() {
        closed = true;
        feed.close();
    }

    @Override
    public void alert(FlowAlert alert) {
        notes.accept(new FlowNote.Alert(alert));
    }

    @Override
    public void connected() {
        notes.accept(new FlowNote.Connected());
    }

    @Override
    public void disconnected(String reason) {
        notes.accept(new FlowNote.Lost(reason));
    }

    @Override
    public void malformed(String reason) {
        notes.accept(new FlowNote.Doubted(reason));
    }

    private FlowNote outcome(SortedMap<Symbol, Span> spans) {
        try {
            for (var asked : spans.entrySet()) {
                if (closed) {
                    break;
                }
                read(asked.getKey(), asked.getValue());
            }
            return new FlowNote.Done();
        } catch (Fault silent) {
            return new FlowNote.Failed(silent.reason());
        } catch (RuntimeException broken) { // the top of this thread: the desk must hear of it
            LOG.atError().setMessage("flow.read.broken").setCause(broken).log();
            return new FlowNote.Failed("broken: " + broken);
        }
    }

    private void read(Symbol symbol, Span span) {
        var some = new ArrayList<FlowAlert>();
        feed.history(
                symbol,
                span,
                alert -> {
                    some.add(alert);
                    if (some.size() >= CHUNK) {
                        tell(some);
                    }
                });
        tell(some);
        notes.accept(new FlowNote.Read(symbol, span.to()));
    }

    private void tell(List<FlowAlert> some) {
        if (!some.isEmpty()) {
            notes.accept(new FlowNote.Found(List.copyOf(some)));
            some.clear();
        }
    }
}
