package ats.services.dataacquisition;

import ats.engine.port.FlowFeed;
import ats.engine.store.FlowStore;

/// Where alerts about options flow come from, and where they are kept.
public record Flow(FlowFeed feed, FlowStore store) {}
