using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace CompNeuro.Kernel.Notebooks;

/// <summary>The parent's side of one worker: sends requests, reads events, explains its death, leaves no process behind.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private const int KeptErrorText = 256 << 10;

    private readonly Process _process;
    private readonly Channel<WorkerEvent> _events = Channel.CreateBounded<WorkerEvent>(256);
    private readonly StringBuilder _errorText = new();
    private readonly Task _readEvents;
    private readonly Task _readErrors;

    internal WorkerProcess(ProcessStartInfo how)
    {
        how.UseShellExecute = false;
        how.RedirectStandardInput = how.RedirectStandardOutput = how.RedirectStandardError = true;
        how.StandardInputEncoding = how.StandardOutputEncoding = how.StandardErrorEncoding = new UTF8Encoding(false);
        _process = Process.Start(how) ?? throw new InvalidOperationException($"{how.FileName} did not start");
        _readEvents = Task.Run(ReadEventsAsync);
        _readErrors = Task.Run(ReadErrorsAsync);
    }

    /// <summary>The next event; null when the worker has died.</summary>
    internal async Task<WorkerEvent?> NextAsync(CancellationToken cancellation) =>
        await _events.Reader.WaitToReadAsync(cancellation) && _events.Reader.TryRead(out var next) ? next : null;

    internal async Task SendAsync(WorkerRequest request)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request, WorkerJson.Default.WorkerRequest));
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It has died; NextAsync is about to say so.
        }
    }

    /// <summary>Why the worker died, as the end of a sentence that begins with "the cell".</summary>
    internal async Task<string> ExplainDeathAsync(bool orderly)
    {
        await Task.WhenAny(_process.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(5)));
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        await Task.WhenAny(_readErrors, Task.Delay(TimeSpan.FromSeconds(2)));
        lock (_errorText)
        {
            return WorkerDeath.Explain(_process.ExitCode, orderly, _errorText.ToString());
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
        _events.Writer.TryComplete();
        await _process.WaitForExitAsync();
        await Task.WhenAny(_readEvents, Task.Delay(TimeSpan.FromSeconds(2)));
        _process.Dispose();
    }

    private async Task ReadEventsAsync()
    {
        try
        {
            while (await _process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (JsonSerializer.Deserialize(line, WorkerJson.Default.WorkerEvent) is { } happened)
                {
                    await _events.Writer.WriteAsync(happened);
                }
            }
            _events.Writer.TryComplete();
        }
        catch (ChannelClosedException)
        {
            // Disposed while the worker was still talking.
        }
        catch (JsonException)
        {
            // Not our worker, or no longer: as good as dead.
            _events.Writer.TryComplete();
        }
        catch (Exception exception)
        {
            _events.Writer.TryComplete(exception);
        }
    }

    /// <summary>Keeps the beginning: the runtime's report of a crash starts with its cause.</summary>
    private async Task ReadErrorsAsync()
    {
        var block = new char[4096];
        int count;
        while ((count = await _process.StandardError.ReadAsync(block)) > 0)
        {
            lock (_errorText)
            {
                _errorText.Append(block, 0, count);
                if (_errorText.Length > KeptErrorText)
                {
                    _errorText.Remove(KeptErrorText / 2, _errorText.Length - KeptErrorText);
                }
            }
        }
    }
}
