package ats.platform.lockstep;

/// Counts nothing and waits for nothing.
enum FreeLockstep implements Lockstep, Work {
    INSTANCE;

    @Override
    public Work work(String name) {
        return this;
    }

    @Override
    public void settle() {}

    @Override
    public void begin() {}

    @Override
    public void end() {}
}
