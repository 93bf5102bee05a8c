namespace CompNeuro.Simulation;

/// <summary>
/// Where the threads of a run wait for each other. They spin, as what lies between two meetings is shorter than the operating system takes to wake a thread; only one that waits long
/// gives way.
/// </summary>
internal sealed class StepBarrier(int threads)
{
    private const int Spins = 2000;

    private int arrived;
    private volatile int phase;
    private volatile Exception? failure;

    /// <summary>Waits until all have come, or throws what made one of them fail.</summary>
    public void Wait()
    {
        if (threads == 1)
        {
            return;
        }

        var now = phase;
        if (Interlocked.Increment(ref arrived) == threads)
        {
            arrived = 0;
            phase = now + 1;
        }
        else
        {
            for (var spins = 0; phase == now && failure is null; spins++)
            {
                if (spins < Spins)
                {
                    Thread.SpinWait(1);
                }
                else
                {
                    Thread.Yield();
                }
            }
        }

        if (failure is not null)
        {
            throw failure;
        }
    }

    /// <summary>Lets all others go.</summary>
    public void Fail(Exception exception) => failure ??= exception;
}
