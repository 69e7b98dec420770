package ats.engine.store;

import module java.base;

/// Who may trade. Time is the database's clock.
public interface LeaseStore {

    /// Empty while another holder's lease runs, or ended less than a second ago; a lease that was
    /// released, or never taken, is given at once with the next epoch.
    Optional<Lease> take(String account, String holder);

    /// False when it is no longer ours.
    boolean renew(Lease lease);

    void release(Lease lease);
}
