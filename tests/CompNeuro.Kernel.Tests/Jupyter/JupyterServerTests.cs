using System.Text.Json.Nodes;
using CompNeuro.Kernel.Jupyter;
using NetMQ;
using NetMQ.Sockets;

namespace CompNeuro.Kernel.Tests.Jupyter;

public sealed class JupyterServerTests
{
    [Fact]
    public void KernelInfoIsAnsweredBeforeTheEngineExists()
    {
        using var ready = new ManualResetEventSlim();
        using var frontEnd = new FrontEnd(create: () =>
        {
            ready.Wait();
            return new FakeEngine();
        });
        var info = frontEnd.Request("kernel_info_request");
        Assert.Equal("kernel_info_reply", info.Type);
        Assert.Equal("5.4", info.Text("protocol_version"));
        var language = info.Content["language_info"]!;
        Assert.Equal(("C#", ".cs", "text/x-csharp", "csharp"), ((string?)language["name"], (string?)language["file_extension"], (string?)language["mimetype"], (string?)language["pygments_lexer"]));
        ready.Set();
        Assert.Equal("ok", frontEnd.Execute("1").Reply.Text("status"));
    }

    [Fact]
    public void AnEngineThatCannotStartIsReportedByEveryCell()
    {
        using var frontEnd = new FrontEnd(create: () => throw new InvalidOperationException("no Roslyn here"));
        Assert.Equal("no Roslyn here", frontEnd.Execute("1").Reply.Text("evalue"));
        Assert.Equal("no Roslyn here", frontEnd.Request("complete_request", new() { ["code"] = "a" }).Text("evalue"));
    }

    [Fact]
    public void TheHeartbeatEchoes()
    {
        using var frontEnd = new FrontEnd();
        using var heartbeat = new RequestSocket();
        heartbeat.Connect(frontEnd.Connection.Endpoint(frontEnd.Connection.Heartbeat));
        heartbeat.SendFrame("ping");
        Assert.True(heartbeat.TryReceiveFrameString(TimeSpan.FromSeconds(20), out var answer));
        Assert.Equal("ping", answer);
    }

    [Fact]
    public void AllRequestTypesOfTheProtocolAreAnswered()
    {
        using var frontEnd = new FrontEnd();
        Assert.Equal("connect_reply", frontEnd.Request("connect_request").Type);
        Assert.Equal("comm_info_reply", frontEnd.Request("comm_info_request").Type);
        Assert.Equal("interrupt_reply", frontEnd.Request("interrupt_request", channel: JupyterChannel.Control).Type);
        var debug = frontEnd.Request("debug_request", new() { ["seq"] = 7, ["command"] = "attach", ["type"] = "request" }, JupyterChannel.Control);
        Assert.False((bool)debug.Content["success"]!);
        Assert.Equal(7, (int)debug.Content["request_seq"]!);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ShutdownIsAnsweredAndEndsTheKernel(bool restart)
    {
        using var frontEnd = new FrontEnd();
        frontEnd.Execute("1");
        var reply = frontEnd.Request("shutdown_request", new() { ["restart"] = restart }, JupyterChannel.Control);
        Assert.Equal(("shutdown_reply", restart), (reply.Type, (bool)reply.Content["restart"]!));
        Assert.Equal(KernelEnd.Asked, await frontEnd.Server.Completion.WaitAsync(TimeSpan.FromSeconds(20)));
        frontEnd.Server.Dispose();
        Assert.True(frontEnd.Engine.IsDisposed);
    }

    [Fact]
    public void AnInterruptStopsTheCellAndAbortsWhatWaits()
    {
        using var started = new ManualResetEventSlim();
        using var frontEnd = new FrontEnd(new FakeEngine().On("forever", (_, stop) =>
        {
            started.Set();
            stop.WaitHandle.WaitOne();
            throw new OperationCanceledException();
        }));
        var first = frontEnd.SendExecute("forever");
        var second = frontEnd.SendExecute("after");
        started.Wait();
        frontEnd.WaitForQueue(1);
        Assert.Equal("ok", frontEnd.Request("interrupt_request", channel: JupyterChannel.Control).Text("status"));
        var reply = frontEnd.Receive();
        Assert.Equal((first, "error", "Interrupted"), (reply.ParentId, reply.Text("status"), reply.Text("ename")));
        reply = frontEnd.Receive();
        Assert.Equal((second, "aborted"), (reply.ParentId, reply.Text("status")));
        Assert.Equal("ok", frontEnd.Execute("later").Reply.Text("status"));
        Assert.DoesNotContain(frontEnd.Engine.Executed, cell => cell.EndsWith("after", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ACellThatCannotBeStoppedIsSaidSoAndEndsTheKernel()
    {
        using var release = new ManualResetEventSlim();
        using var started = new ManualResetEventSlim();
        var engine = new FakeEngine { StopsWhenInterrupted = false }.On("stuck", _ =>
        {
            started.Set();
            release.Wait();
        });
        using var frontEnd = new FrontEnd(engine);
        var id = frontEnd.SendExecute("stuck");
        started.Wait();
        frontEnd.Send("interrupt_request", channel: JupyterChannel.Control);
        var reply = frontEnd.Receive();
        Assert.Equal((id, "error", "KernelRestart"), (reply.ParentId, reply.Text("status"), reply.Text("ename")));
        Assert.Contains(frontEnd.PublishedFor(id), message => message.Type == "error" && message.Text("evalue").Contains("did not stop", StringComparison.Ordinal));
        Assert.Equal(KernelEnd.Stuck, await frontEnd.Server.Completion.WaitAsync(TimeSpan.FromSeconds(20)));
        release.Set();
    }

    [Fact]
    public void CursorPositionsAreCodePoints()
    {
        const string Code = "\"🧠🧠\".Len";
        (string Code, int Position) asked = default;
        var engine = new FakeEngine
        {
            OnComplete = (code, position) =>
            {
                asked = (code, position);
                return new(7, 10, [new("Length", "Property", "How long.")]);
            },
        };
        using var frontEnd = new FrontEnd(engine);
        var reply = frontEnd.Request("complete_request", new() { ["code"] = Code, ["cursor_pos"] = 8 });
        Assert.Equal((Code, 10), asked);
        Assert.Equal((5, 8), ((int)reply.Content["cursor_start"]!, (int)reply.Content["cursor_end"]!));
        Assert.Equal("Length", (string?)reply.Content["matches"]![0]);
        var details = reply.Content["metadata"]!["_jupyter_types_experimental"]![0]!;
        Assert.Equal(("Length", "property", "How long.", 5), ((string?)details["text"], (string?)details["type"], (string?)details["documentation"], (int)details["start"]!));
    }

    [Fact]
    public void InspectionTellsWhetherSomethingWasFound()
    {
        using var frontEnd = new FrontEnd(new() { OnInspect = (code, _) => code == "gNa" ? new("gNa: 120 mS/cm²", "**gNa**") : null });
        var found = frontEnd.Request("inspect_request", new() { ["code"] = "gNa", ["cursor_pos"] = 3 });
        Assert.True((bool)found.Content["found"]!);
        Assert.Equal("gNa: 120 mS/cm²", (string?)found.Content["data"]!["text/plain"]);
        var missing = frontEnd.Request("inspect_request", new() { ["code"] = "x", ["cursor_pos"] = 1 });
        Assert.Equal((false, "ok"), ((bool)missing.Content["found"]!, missing.Text("status")));
    }

    [Theory]
    [InlineData("1 + 1", "complete", null)]
    [InlineData("    if (x) {", "incomplete", 8)]
    [InlineData(")", "invalid", null)]
    public void CompletenessComesWithAnIndentation(string code, string status, int? indent)
    {
        using var frontEnd = new FrontEnd();
        var reply = frontEnd.Request("is_complete_request", new() { ["code"] = code });
        Assert.Equal(status, reply.Text("status"));
        Assert.Equal(indent, ((string?)reply.Content["indent"])?.Length);
    }

    [Fact]
    public void HistoryIsAnsweredInEveryWay()
    {
        using var frontEnd = new FrontEnd();
        foreach (var code in new[] { "alpha", "beta", "alpha" })
        {
            frontEnd.Execute(code);
        }

        JsonArray Ask(JsonObject content) => (JsonArray)frontEnd.Request("history_request", content).Content["history"]!;
        var tail = Ask(new() { ["hist_access_type"] = "tail", ["n"] = 2, ["output"] = false, ["raw"] = true });
        Assert.Equal("""[[1,2,"beta"],[1,3,"alpha"]]""", tail.ToJsonString());
        var output = Ask(new() { ["hist_access_type"] = "range", ["session"] = 0, ["start"] = 1, ["stop"] = 2, ["output"] = true });
        Assert.Equal("""[[1,1,["alpha","alpha"]]]""", output.ToJsonString());
        var unique = Ask(new() { ["hist_access_type"] = "search", ["pattern"] = "al*", ["unique"] = true });
        Assert.Equal("""[[1,3,"alpha"]]""", unique.ToJsonString());
        Assert.Equal("error", frontEnd.Request("history_request", new() { ["hist_access_type"] = "all" }).Text("status"));
    }
}
