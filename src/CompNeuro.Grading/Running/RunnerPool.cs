using System.Threading.Channels;

namespace CompNeuro.Grading.Running;

/// <summary>Runners that have started and wait, so that no submission waits for one. Each is used for one submission.</summary>
internal sealed class RunnerPool : IAsyncDisposable
{
    private readonly Channel<Task<RunnerProcess>> waiting = Channel.CreateUnbounded<Task<RunnerProcess>>();
    private readonly Isolation isolation;
    private readonly Limits limits;

    public RunnerPool(Isolation isolation, Limits limits, int size)
    {
        (this.isolation, this.limits) = (isolation, limits);
        for (var i = 0; i < size; i++)
        {
            Replenish();
        }
    }

    /// <exception cref="InfrastructureException">Runners do not start.</exception>
    public async Task<RunnerProcess> TakeAsync()
    {
        var next = await waiting.Reader.ReadAsync().ConfigureAwait(false);
        Replenish();
        return await next.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.Complete();
        await foreach (var next in waiting.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                await (await next.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            }
            catch (InfrastructureException)
            {
                // It never started.
            }
        }
    }

    private void Replenish() => waiting.Writer.TryWrite(Task.Run(() => RunnerProcess.StartAsync(isolation, limits)));
}
