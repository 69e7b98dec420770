package ats.services.dataacquisition;

import module java.base;

import ats.domain.MarketEvent.FlowAlert;
import ats.domain.Symbol;

/// What the acquisition thread is told about options flow.
sealed interface FlowNote {

    /// It came over the stream.
    record Alert(FlowAlert alert) implements FlowNote {}

    /// History had these.
    record Found(List<FlowAlert> alerts) implements FlowNote {}

    /// History was read up to that time.
    record Read(Symbol symbol, long to) implements FlowNote {}

    /// All that was asked for was read.
    record Done() implements FlowNote {}

    /// History could not be read.
    record Failed(String reason) implements FlowNote {}

    /// Time to ask history again.
    record Again() implements FlowNote {}

    record Connected() implements FlowNote {}

    record Lost(String reason) implements FlowNote {}

    /// A frame could not be read; history has what was in it.
    record Doubted(String reason) implements FlowNote {}
}
