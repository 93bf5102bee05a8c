using System.Text.Json.Nodes;
using CompNeuro.Kernel.Jupyter;

namespace CompNeuro.Kernel.Tests.Jupyter;

public sealed class CommTests
{
    private static JsonObject Message(string id, string data, string? target = null)
    {
        var content = new JsonObject { ["comm_id"] = id, ["data"] = JsonNode.Parse(data) };
        if (target is not null)
        {
            content["target_name"] = target;
        }

        return content;
    }

    [Fact]
    public void AFrontEndOpensTalksAndCloses()
    {
        var comms = new CommRegistry();
        var closed = new List<string>();
        comms.Register("echo", (comm, opening) =>
        {
            comm.Send(new() { ["opened"] = opening.Data.DeepClone() });
            comm.Received = message =>
            {
                message.Output.Write(StreamName.StandardOutput, "heard");
                comm.Send(new() { ["echo"] = message.Data.DeepClone() }, new() { ["version"] = "2.1.0" }, message.Buffers);
            };
            comm.Closed = _ => closed.Add(comm.Id);
        });
        using var frontEnd = new FrontEnd(comms: comms);
        var published = frontEnd.PublishedFor(frontEnd.Send("comm_open", Message("c1", """{"a":1}""", "echo")));
        Assert.Equal("""{"comm_id":"c1","data":{"opened":{"a":1}}}""", Assert.Single(published).Content.ToJsonString());

        published = frontEnd.PublishedFor(frontEnd.Send("comm_msg", Message("c1", """{"b":2}""")));
        Assert.Equal(["stream", "comm_msg"], published.Select(message => message.Type));
        Assert.Equal("2.1.0", (string?)published[1].Metadata["version"]);

        var info = frontEnd.Request("comm_info_request", new() { ["target_name"] = "echo" });
        Assert.Equal("""{"c1":{"target_name":"echo"}}""", info.Content["comms"]!.ToJsonString());
        Assert.Equal("{}", frontEnd.Request("comm_info_request", new() { ["target_name"] = "other" }).Content["comms"]!.ToJsonString());

        frontEnd.PublishedFor(frontEnd.Send("comm_close", Message("c1", "{}")));
        Assert.Equal(["c1"], closed);
        Assert.Empty(comms.Open);
    }

    [Fact]
    public void AnUnknownTargetIsClosedAtOnce()
    {
        using var frontEnd = new FrontEnd();
        var published = frontEnd.PublishedFor(frontEnd.Send("comm_open", Message("c2", "{}", "nobody")));
        Assert.Equal(("comm_close", "c2"), (Assert.Single(published).Type, published[0].Text("comm_id")));
    }

    [Fact]
    public void AHandlerThatFailsIsReportedAndTheKernelGoesOn()
    {
        var comms = new CommRegistry();
        comms.Register("bad", (comm, _) => comm.Received = _ => throw new ArithmeticException("no such slider"));
        using var frontEnd = new FrontEnd(comms: comms);
        frontEnd.PublishedFor(frontEnd.Send("comm_open", Message("c3", "{}", "bad")));
        var published = frontEnd.PublishedFor(frontEnd.Send("comm_msg", Message("c3", "{}")));
        Assert.Contains("no such slider", Assert.Single(published).Text("text"), StringComparison.Ordinal);
        Assert.Equal("ok", frontEnd.Execute("1").Reply.Text("status"));
    }

    [Fact]
    public void TheKernelOpensAComUnderTheRunningCell()
    {
        var comms = new CommRegistry();
        using var frontEnd = new FrontEnd(
            new FakeEngine().On("widget", _ => comms.OpenComm("jupyter.widget", new() { ["state"] = new JsonObject() }, new() { ["version"] = "2.1.0" }).Close()), comms: comms);
        var published = frontEnd.Execute("widget").Published;
        Assert.Equal(["execute_input", "comm_open", "comm_close"], published.Select(message => message.Type));
        Assert.Equal("jupyter.widget", published[1].Text("target_name"));
    }

    [Fact]
    public void WithoutAFrontEndCommsGoNowhere()
    {
        var comms = new CommRegistry();
        var comm = comms.OpenComm("jupyter.widget", []);
        comm.Send([]);
        Assert.Equal([comm], comms.Open);
        comm.Close();
        comm.Close();
        Assert.Empty(comms.Open);
    }
}
