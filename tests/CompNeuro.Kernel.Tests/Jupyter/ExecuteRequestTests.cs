using System.Text.Json.Nodes;
using CompNeuro.Kernel.Jupyter;

namespace CompNeuro.Kernel.Tests.Jupyter;

public sealed class ExecuteRequestTests
{
    private static MimeBundle Html(string html) => new(new Dictionary<string, JsonNode> { ["text/plain"] = "plain", ["text/html"] = html });

    private static JsonObject Options(string name, bool value) => new() { [name] = value };

    [Fact]
    public void AResultComesInAllItsForms()
    {
        using var frontEnd = new FrontEnd(new FakeEngine().On("value", (_, _) => new(CellStatus.Succeeded, Html("<b>x</b>"))));
        var (reply, published) = frontEnd.Execute("value");
        Assert.Equal(("ok", 1), (reply.Text("status"), (int)reply.Content["execution_count"]!));
        Assert.Equal(["execute_input", "execute_result"], published.Select(message => message.Type));
        Assert.Equal(("value", 1), (published[0].Text("code"), (int)published[0].Content["execution_count"]!));
        Assert.Equal("""{"text/plain":"plain","text/html":"<b>x</b>"}""", published[1].Content["data"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public void TheSameBundleMayBeShownTwice()
    {
        var bundle = Html("<i>twice</i>");
        using var frontEnd = new FrontEnd(new FakeEngine().On("twice", (output, _) =>
        {
            output.Display(bundle, "a");
            output.UpdateDisplay(bundle, "a");
            return new(CellStatus.Succeeded, bundle);
        }));
        var published = frontEnd.Execute("twice").Published;
        Assert.Equal(["execute_input", "display_data", "update_display_data", "execute_result"], published.Select(message => message.Type));
        Assert.All(published[1..3], message => Assert.Equal("a", (string?)message.Content["transient"]!["display_id"]));
    }

    [Fact]
    public void WhatACellSaysKeepsItsOrder()
    {
        using var frontEnd = new FrontEnd(new FakeEngine().On("print", output =>
        {
            output.Write(StreamName.StandardOutput, "ψ🧠\n");
            output.Write(StreamName.StandardError, "oops");
            output.Display(MimeBundle.PlainText("picture"), null);
            output.Write(StreamName.StandardOutput, "end");
            output.ClearOutput(wait: true);
        }));
        var published = frontEnd.Execute("print").Published[1..];
        Assert.Equal(["stream", "stream", "display_data", "stream", "clear_output"], published.Select(message => message.Type));
        Assert.Equal([("stdout", "ψ🧠\n"), ("stderr", "oops"), ("stdout", "end")], published.Where(message => message.Type == "stream").Select(message => (message.Text("name"), message.Text("text"))));
        Assert.True((bool)published[^1].Content["wait"]!);
    }

    [Fact]
    public void HalfACharacterIsReplacedAndTheKernelGoesOn()
    {
        using var frontEnd = new FrontEnd(new FakeEngine().On("half", output => output.Write(StreamName.StandardOutput, "a\ud83eb")));
        Assert.Equal("a\ufffdb", frontEnd.Execute("half").Published[^1].Text("text"));
    }

    [Fact]
    public void DisplaysUpdatedByManyThreadsArriveWhole()
    {
        using var frontEnd = new FrontEnd(new FakeEngine().On("animate", output => Parallel.ForEach(["a", "b", "c", "d"], id =>
        {
            output.Display(MimeBundle.PlainText("start"), id);
            for (var i = 1; i <= 250; i++)
            {
                output.UpdateDisplay(MimeBundle.PlainText($"{i}"), id);
            }
        })));
        var published = frontEnd.Execute("animate").Published[1..];
        Assert.Equal(4 * 251, published.Count);
        Assert.All(published.GroupBy(message => (string)message.Content["transient"]!["display_id"]!), display =>
            Assert.Equal(Enumerable.Range(1, 250).Select(i => $"{i}").Prepend("start"), display.Select(message => (string)message.Content["data"]!["text/plain"]!)));
    }

    [Fact]
    public void AnErrorIsPublishedAndReplied()
    {
        var error = new CellError("DivideByZeroException", "by zero", ["cell 1, line 2", "DivideByZeroException: by zero"]);
        using var frontEnd = new FrontEnd(new FakeEngine().On("1/0", (_, _) => new(CellStatus.Failed, Error: error)));
        var (reply, published) = frontEnd.Execute("1/0");
        Assert.Equal(["execute_input", "error"], published.Select(message => message.Type));
        foreach (var message in new[] { reply, published[1] })
        {
            Assert.Equal((error.Name, error.Message), (message.Text("ename"), message.Text("evalue")));
            Assert.Equal(error.Traceback, message.Content["traceback"]!.AsArray().Select(line => (string)line!));
        }
    }

    [Fact]
    public void AValueThatJsonCannotSayIsReportedAndTheKernelGoesOn()
    {
        var value = new MimeBundle(new Dictionary<string, JsonNode> { ["application/json"] = new JsonObject { ["x"] = double.NaN } });
        using var frontEnd = new FrontEnd(new FakeEngine().On("nan", (_, _) => new(CellStatus.Succeeded, value)));
        var (reply, published) = frontEnd.Execute("nan");
        Assert.Equal("ok", reply.Text("status"));
        Assert.Contains("could not be sent", published[^1].Text("text"), StringComparison.Ordinal);
    }

    [Fact]
    public void ASilentCellSaysNothingAndIsNotCounted()
    {
        using var frontEnd = new FrontEnd(new FakeEngine().On("noise", output => output.Write(StreamName.StandardOutput, "noise")));
        var (reply, published) = frontEnd.Execute("noise", Options("silent", true));
        Assert.Equal("ok", reply.Text("status"));
        Assert.Empty(published);
        Assert.Equal(1, (int)frontEnd.Execute("x").Reply.Content["execution_count"]!);
    }

    [Fact]
    public void ACellThatIsNotStoredLeavesCountAndHistoryAlone()
    {
        using var frontEnd = new FrontEnd();
        frontEnd.Execute("a");
        frontEnd.Execute("b", Options("store_history", false));
        Assert.Equal(2, (int)frontEnd.Execute("c").Reply.Content["execution_count"]!);
        var history = frontEnd.Request("history_request", new() { ["hist_access_type"] = "tail", ["n"] = 10 }).Content["history"]!;
        Assert.Equal("""[[1,1,"a"],[1,2,"c"]]""", history.ToJsonString());
    }

    [Fact]
    public void AFailureAbortsTheQueueOnlyWhenAskedTo()
    {
        using var queued = new ManualResetEventSlim();
        var engine = new FakeEngine().On("fail", (_, stop) =>
        {
            queued.Wait(stop);
            return new(CellStatus.Failed, Error: new("Error", "failed", []));
        });
        using var frontEnd = new FrontEnd(engine);
        string[] Run(bool stopOnError)
        {
            queued.Reset();
            frontEnd.SendExecute("fail", Options("stop_on_error", stopOnError));
            frontEnd.SendExecute("next");
            frontEnd.Send("kernel_info_request");
            frontEnd.WaitForQueue(2);
            queued.Set();
            return [.. Enumerable.Range(0, 3).Select(_ => frontEnd.Receive().Text("status"))];
        }

        Assert.Equal(["error", "ok", "ok"], Run(stopOnError: false));
        Assert.Equal(["error", "aborted", "ok"], Run(stopOnError: true));
        Assert.Equal("ok", frontEnd.Execute("again").Reply.Text("status"));
    }

    [Fact]
    public void UserExpressionsAreEvaluatedEachForItself()
    {
        using var frontEnd = new FrontEnd(new FakeEngine().On("bad", (_, _) => new(CellStatus.Failed, Error: new("CS0103", "unknown", []))));
        var reply = frontEnd.Execute("x", new() { ["user_expressions"] = new JsonObject { ["good"] = "1+1", ["wrong"] = "bad" } }).Reply;
        var expressions = reply.Content["user_expressions"]!;
        Assert.Equal(("ok", "1+1"), ((string?)expressions["good"]!["status"], (string?)expressions["good"]!["data"]!["text/plain"]));
        Assert.Equal(("error", "unknown"), ((string?)expressions["wrong"]!["status"], (string?)expressions["wrong"]!["evalue"]));
    }

    [Theory]
    [InlineData("?gNa")]
    [InlineData("gNa?")]
    [InlineData(" Model.gNa?? ")]
    public void AQuestionMarkOpensThePager(string code)
    {
        using var frontEnd = new FrontEnd(new() { OnInspect = (name, position) => new($"about {name}", "") });
        var reply = frontEnd.Execute(code).Reply;
        var page = Assert.Single(reply.Content["payload"]!.AsArray());
        Assert.Equal(("page", $"about {code.Trim().Trim('?')}"), ((string?)page!["source"], (string?)page["data"]!["text/plain"]));
        Assert.Empty(frontEnd.Engine.Executed);
    }

    [Fact]
    public void AnUnknownNameHasNoPage()
    {
        using var frontEnd = new FrontEnd();
        var (reply, published) = frontEnd.Execute("?nothing");
        Assert.Empty(reply.Content["payload"]!.AsArray());
        Assert.Contains("nothing", published[^1].Text("text"), StringComparison.Ordinal);
    }

    [Fact]
    public void TheUserIsAskedForInput()
    {
        using var frontEnd = new FrontEnd(new FakeEngine().On("ask", (output, _) =>
            new(CellStatus.Succeeded, MimeBundle.PlainText($"{output.ReadLine("Name? ", false)} {output.ReadLine("Word? ", true)}"))));
        var id = frontEnd.SendExecute("ask");
        foreach (var (prompt, password, answer) in new[] { ("Name? ", false, "Ada"), ("Word? ", true, "ψ") })
        {
            var request = frontEnd.Receive(JupyterChannel.Stdin);
            Assert.Equal(("input_request", id, prompt, password), (request.Type, request.ParentId, request.Text("prompt"), (bool)request.Content["password"]!));
            frontEnd.SendInputReply(answer);
        }

        Assert.Equal("ok", frontEnd.Receive().Text("status"));
        Assert.Equal("Ada ψ", (string?)frontEnd.PublishedFor(id)[^1].Content["data"]!["text/plain"]);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void WhereNobodyCanAnswerTheQuestionFails(bool allowInput, bool connectStdin)
    {
        using var frontEnd = new FrontEnd(new FakeEngine().On("ask", output => output.ReadLine("?", false)), connectStdin: connectStdin);
        Assert.Contains("input", frontEnd.Execute("ask", Options("allow_stdin", allowInput)).Reply.Text("evalue"), StringComparison.Ordinal);
    }
}
