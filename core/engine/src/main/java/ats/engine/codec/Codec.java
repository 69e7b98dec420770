package ats.engine.codec;

import module java.base;

import ats.engine.Command;
import ats.engine.Event;
import ats.engine.Steering;

/// Events and commands as bytes, on the bus and in the journal alike. The first byte is the
/// version; a message of another version, or one with bytes left over, is refused.
public final class Codec {

    public static final int VERSION = 1;

    private static final int MARKET = 1;
    private static final int ACTION = 2;
    private static final int ACCOUNT = 3;
    private static final int UPDATE = 4;
    private static final int MARK = 5;
    private static final int VECTOR = 6;
    private static final int MODEL_CHANGE = 7;
    private static final int TIMER = 8;
    private static final int OPERATOR = 9;
    private static final int SUBMIT = 33;
    private static final int REPLACE = 34;
    private static final int CANCEL = 35;
    private static final int SET_TIMER = 36;
    private static final int SIGNAL = 37;
    private static final int VALUES_MAX = 100_000;

    private Codec() {}

    public static byte[] bytes(Event event) {
        var out = new ByteWriter();
        put(out, event);
        return out.copy();
    }

    public static void put(ByteWriter out, Event event) {
        out.put(VERSION);
        switch (event) {
            case Event.Market(var market) -> MarketCodec.put(out.put(MARKET), market);
            case Event.Action(var action) -> MarketCodec.put(out.put(ACTION), action);
            case Event.Account(var activity) -> UpdateCodec.put(out.put(ACCOUNT), activity);
            case Event.Update(var update) -> UpdateCodec.put(out.put(UPDATE), update);
            case Event.Mark mark -> times(out.put(MARK), mark).putInt(mark.bars());
            case Event.Vector vector -> putVector(times(out.put(VECTOR), vector), vector);
            case Event.ModelChange change ->
                    times(out.put(MODEL_CHANGE), change).putText(change.modelHash());
            case Event.Timer timer -> times(out.put(TIMER), timer).putText(timer.name());
            case Event.Operator operator -> {
                times(out.put(OPERATOR), operator).putText(operator.id());
                SteeringCodec.put(out.putText(operator.issuer()), operator.steering());
            }
        }
    }

    /// Refuses, with an IllegalArgumentException, what this codec has not written.
    public static Event event(byte[] bytes) {
        return readable(bytes, Codec::readEvent);
    }

    private static Event readEvent(byte[] bytes) {
        var in = opened(bytes);
        int kind = in.take();
        var event =
                switch (kind) {
                    case MARKET -> new Event.Market(MarketCodec.take(in));
                    case ACTION -> new Event.Action(MarketCodec.takeAction(in));
                    case ACCOUNT -> new Event.Account(UpdateCodec.takeActivity(in));
                    case UPDATE -> new Event.Update(UpdateCodec.take(in));
                    default -> timed(kind, in);
                };
        return closed(in, event);
    }

    public static void put(ByteWriter out, Command command) {
        out.put(VERSION);
        switch (command) {
            case Command.Submit(var order) -> Values.put(out.put(SUBMIT), order);
            case Command.Replace(var order, var quantity, var pricing) -> {
                out.put(REPLACE).putText(order.text()).putLong(quantity.nanos());
                Values.put(out, pricing);
            }
            case Command.Cancel(var order) -> out.put(CANCEL).putText(order.text());
            case Command.SetTimer(var name, var at) -> out.put(SET_TIMER).putText(name).putLong(at);
            case Command.Signal(var strategy, var symbol, var target, var decidedAt) ->
                    out.put(SIGNAL)
                            .putText(strategy)
                            .putText(symbol.text())
                            .putLong(target.nanos())
                            .putLong(decidedAt);
        }
    }

    /// Refuses, with an IllegalArgumentException, what this codec has not written.
    public static Command command(byte[] bytes) {
        return readable(bytes, Codec::readCommand);
    }

    private static Command readCommand(byte[] bytes) {
        var in = opened(bytes);
        int kind = in.take();
        Command command =
                switch (kind) {
                    case SUBMIT -> new Command.Submit(Values.order(in));
                    case REPLACE ->
                            new Command.Replace(
                                    Values.orderId(in), Values.quantity(in), Values.pricing(in));
                    case CANCEL -> new Command.Cancel(Values.orderId(in));
                    case SET_TIMER -> new Command.SetTimer(in.takeText(), in.takeLong());
                    case SIGNAL ->
                            new Command.Signal(
                                    in.takeText(),
                                    Values.symbol(in),
                                    Values.quantity(in),
                                    in.takeLong());
                    default -> throw new IllegalArgumentException("no command has code " + kind);
                };
        return closed(in, command);
    }

    private static <T> T readable(byte[] bytes, Function<byte[], T> reader) {
        try {
            return reader.apply(bytes);
        } catch (DateTimeException
                | IndexOutOfBoundsException
                | java.nio.BufferUnderflowException
                | ArithmeticException damaged) {
            throw new IllegalArgumentException(
                    "a damaged record of " + bytes.length + " bytes: " + damaged.getMessage(),
                    damaged);
        }
    }

    private static Event timed(int kind, ByteReader in) {
        long happenedAt = in.takeLong();
        long learnedAt = in.takeLong();
        return switch (kind) {
            case MARK -> new Event.Mark(happenedAt, learnedAt, in.takeInt());
            case VECTOR ->
                    new Event.Vector(
                            Values.symbol(in), in.takeText(), happenedAt, learnedAt, floats(in));
            case MODEL_CHANGE -> new Event.ModelChange(in.takeText(), happenedAt, learnedAt);
            case TIMER -> new Event.Timer(in.takeText(), happenedAt, learnedAt);
            case OPERATOR -> {
                var id = in.takeText();
                var issuer = in.takeText();
                var steering = SteeringCodec.take(in);
                yield new Event.Operator(id, issuer, steering, happenedAt, learnedAt);
            }
            default -> throw new IllegalArgumentException("no event has the code " + kind);
        };
    }

    private static ByteWriter times(ByteWriter out, Event event) {
        return out.putLong(event.happenedAt()).putLong(event.learnedAt());
    }

    private static void putVector(ByteWriter out, Event.Vector vector) {
        out.putText(vector.symbol().text()).putText(vector.featureSet());
        out.putInt(vector.values().limit());
        for (int index = 0; index < vector.values().limit(); index++) {
            out.putInt(Float.floatToRawIntBits(vector.values().get(index)));
        }
    }

    private static FloatBuffer floats(ByteReader in) {
        int count = in.takeInt();
        if (count < 0 || count > VALUES_MAX) {
            throw new IllegalArgumentException("a vector of " + count + " values can't be right");
        }
        var values = FloatBuffer.allocate(count);
        for (int index = 0; index < count; index++) {
            values.put(index, Float.intBitsToFloat(in.takeInt()));
        }
        return values;
    }

    private static ByteReader opened(byte[] bytes) {
        var in = new ByteReader(bytes);
        int version = in.take();
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "a message of version " + version + " cannot be read, only " + VERSION);
        }
        return in;
    }

    private static <T> T closed(ByteReader in, T message) {
        if (in.remaining() != 0) {
            throw new IllegalArgumentException(
                    in.remaining() + " bytes are left over behind " + message);
        }
        return message;
    }

    /// The bytes of what an operator asks; apart from the rest because people add to it.
    private static final class SteeringCodec {

        private static final int HOLD = 1;
        private static final int RELEASE = 2;
        private static final int FLATTEN = 3;
        private static final int KILL = 4;
        private static final int REARM = 5;
        private static final int STAND_DOWN = 6;

        private SteeringCodec() {}

        static void put(ByteWriter out, Steering steering) {
            switch (steering) {
                case Steering.Hold(var name, var why) -> out.put(HOLD).putText(name).putText(why);
                case Steering.Release(var name) -> out.put(RELEASE).putText(name);
                case Steering.Flatten(var reason) -> out.put(FLATTEN).putText(reason);
                case Steering.Kill(var reason) -> out.put(KILL).putText(reason);
                case Steering.Rearm(var reason) -> out.put(REARM).putText(reason);
                case Steering.StandDown(var reason) -> out.put(STAND_DOWN).putText(reason);
            }
        }

        static Steering take(ByteReader in) {
            int kind = in.take();
            return switch (kind) {
                case HOLD -> new Steering.Hold(in.takeText(), in.takeText());
                case RELEASE -> new Steering.Release(in.takeText());
                case FLATTEN -> new Steering.Flatten(in.takeText());
                case KILL -> new Steering.Kill(in.takeText());
                case REARM -> new Steering.Rearm(in.takeText());
                case STAND_DOWN -> new Steering.StandDown(in.takeText());
                default -> throw new IllegalArgumentException("no steering has code " + kind);
            };
        }
    }
}
