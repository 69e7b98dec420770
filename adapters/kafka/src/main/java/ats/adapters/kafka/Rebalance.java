package ats.adapters.kafka;

import module java.base;

import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/// Follows the partitions that a member of a group is given and has to hand over.
record Rebalance(Commits commits, Alignment alignment) implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> given) {
        commits.resume(given).forEach(alignment::assign);
    }

    /// What is handled is committed first, so that the next holder goes on from there.
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> taken) {
        commits.handOver(taken);
        onPartitionsLost(taken);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> taken) {
        for (var partition : taken) {
            alignment.revoke(partition.partition(), System.nanoTime());
            commits.forget(partition);
        }
    }
}
