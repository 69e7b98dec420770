package ats.engine;

/// Takes what the engine produces, in order.
public interface Output {

    void command(Command command);

    void fact(Fact fact);
}
