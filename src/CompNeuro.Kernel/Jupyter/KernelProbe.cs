using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using NetMQ;
using NetMQ.Sockets;

namespace CompNeuro.Kernel.Jupyter;

/// <summary>Plays a front end for a moment: starts a kernel, asks it for <c>1 + 1</c> and ends it.</summary>
public static class KernelProbe
{
    private const string Key = "probe";

    /// <param name="command">The command of a kernel specification, with <c>{connection_file}</c>.</param>
    /// <returns>Null when the kernel answered 2, else what went wrong.</returns>
    public static string? Run(IReadOnlyList<string> command, TimeSpan patience)
    {
        var file = Path.Combine(Path.GetTempPath(), $"compneuro-probe-{Guid.NewGuid():N}.json");
        var ports = FreePorts(5);
        File.WriteAllText(file, JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["transport"] = "tcp", ["ip"] = "127.0.0.1", ["signature_scheme"] = "hmac-sha256", ["key"] = Key,
            ["shell_port"] = ports[0], ["iopub_port"] = ports[1], ["stdin_port"] = ports[2], ["control_port"] = ports[3], ["hb_port"] = ports[4],
        }));
        Process? kernel = null;
        try
        {
            kernel = Process.Start(new ProcessStartInfo(command[0], command.Skip(1).Select(word => word.Replace("{connection_file}", file, StringComparison.Ordinal)))
            {
                RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            });
            return kernel is null ? "it did not start" : Ask(kernel, ports[0], patience);
        }
        catch (Win32Exception problem)
        {
            return $"it did not start: {problem.Message}";
        }
        finally
        {
            kernel?.Kill(entireProcessTree: true);
            kernel?.Dispose();
            File.Delete(file);
        }
    }

    private static string? Ask(Process kernel, int shellPort, TimeSpan patience)
    {
        kernel.OutputDataReceived += (_, _) => { };
        kernel.BeginOutputReadLine();
        var errors = kernel.StandardError.ReadToEndAsync();
        var codec = new MessageCodec(Key);
        using var shell = new DealerSocket($">tcp://127.0.0.1:{shellPort}");
        shell.Options.Linger = TimeSpan.Zero;
        var request = codec.Encode("execute_request", writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("code", "");
            writer.WriteBoolean("silent", true);
            writer.WriteStartObject("user_expressions");
            writer.WriteString("two", "1 + 1");
            writer.WriteEndObject();
            writer.WriteEndObject();
        }, null);
        shell.SendMultipartBytes(request);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < patience)
        {
            NetMQMessage? reply = null;
            if (shell.TryReceiveMultipartMessage(TimeSpan.FromMilliseconds(100), ref reply))
            {
                var content = codec.Decode([.. reply!.Select(frame => frame.ToByteArray())]).Message?.Content;
                var two = content?["user_expressions"]?["two"]?["data"]?["text/plain"]?.GetValue<string>();
                return two == "2" ? null : $"it answered {two ?? content?.ToJsonString() ?? "something else"} to 1 + 1";
            }
            if (kernel.HasExited)
            {
                return $"it ended with exit code {kernel.ExitCode}: {(errors.Wait(1000) ? errors.Result.Trim() : "")}";
            }
        }
        return $"it did not answer within {patience.TotalSeconds:0} s";
    }

    private static List<int> FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToList();
        listeners.ForEach(listener => listener.Stop());
        return ports;
    }
}
