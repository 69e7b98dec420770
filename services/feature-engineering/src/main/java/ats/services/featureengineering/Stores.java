package ats.services.featureengineering;

import module java.base;

import ats.engine.store.ActionStore;
import ats.engine.store.FlowStore;
import ats.engine.store.MarketStore;
import ats.learning.store.JobStore;
import ats.learning.store.PartStore;
import ats.learning.store.VectorStore;

/// The database, by what it is asked for. Without a vendor of options flow there is no `flow`, and
/// what is made of it is missing.
public record Stores(
        MarketStore bars,
        ActionStore actions,
        Optional<FlowStore> flow,
        VectorStore vectors,
        JobStore jobs,
        PartStore parts) {}
