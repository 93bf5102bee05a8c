using System.Text;
using System.Text.Json.Nodes;
using CompNeuro.Kernel.Jupyter;

namespace CompNeuro.Kernel.Tests.Jupyter;

public sealed class BadMessageTests
{
    private static readonly JsonObject Code = new() { ["code"] = "1" };

    [Fact]
    public void AWronglySignedMessageIsLoggedAndNotRun()
    {
        using var frontEnd = new FrontEnd();
        frontEnd.Send("execute_request", Code, tamper: frames => frames[1] = Encoding.ASCII.GetBytes(new string('0', 64)));
        frontEnd.WaitForLog("wrong signature");
        AssertAlive(frontEnd);
    }

    [Fact]
    public void AChangedContentIsLoggedAndNotRun()
    {
        using var frontEnd = new FrontEnd();
        frontEnd.Send("execute_request", Code, tamper: frames => frames[5] = """{"code":"evil"}"""u8.ToArray());
        frontEnd.WaitForLog("wrong signature");
        AssertAlive(frontEnd);
    }

    [Fact]
    public void AnUnsignedMessageIsLoggedAndNotRun()
    {
        using var frontEnd = new FrontEnd();
        frontEnd.Send("execute_request", Code, tamper: frames => frames[1] = []);
        frontEnd.WaitForLog("unsigned");
        AssertAlive(frontEnd);
    }

    [Fact]
    public void AReplayedMessageIsLoggedAndNotRunAgain()
    {
        using var frontEnd = new FrontEnd();
        byte[][]? sent = null;
        frontEnd.Send("execute_request", Code, tamper: frames => sent = [.. frames]);
        frontEnd.Receive();
        frontEnd.SendFrames(sent!);
        frontEnd.WaitForLog("replayed");
        Assert.Equal("ok", frontEnd.Request("kernel_info_request").Text("status"));
        Assert.Single(frontEnd.Engine.Executed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void TooFewFramesAreLogged(int kept)
    {
        using var frontEnd = new FrontEnd();
        frontEnd.SendFrames([.. Enumerable.Repeat("<IDS|MSG>"u8.ToArray(), 1), .. Enumerable.Repeat("{}"u8.ToArray(), kept)]);
        frontEnd.WaitForLog("frames");
        AssertAlive(frontEnd);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("")]
    public void AContentThatIsNoObjectIsAnsweredWithAnError(string content)
    {
        using var frontEnd = new FrontEnd(key: "");
        var id = frontEnd.Send("execute_request", tamper: frames => frames[5] = Encoding.UTF8.GetBytes(content));
        var reply = frontEnd.Receive();
        Assert.Equal(("execute_reply", id, "error"), (reply.Type, reply.ParentId, reply.Text("status")));
        AssertAlive(frontEnd);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("{\"msg_id\":1,\"msg_type\":\"x\"}")]
    [InlineData("\"\\ud800\"")]
    public void AHeaderThatIsNoHeaderIsLogged(string header)
    {
        using var frontEnd = new FrontEnd(key: "");
        frontEnd.SendFrames([.. new[] { "<IDS|MSG>", "", header, "{}", "{}", "{}" }.Select(Encoding.UTF8.GetBytes)]);
        frontEnd.WaitForLog("header");
        AssertAlive(frontEnd);
    }

    [Fact]
    public void AnUnknownMessageTypeIsLoggedAndAnswered()
    {
        using var frontEnd = new FrontEnd();
        var id = frontEnd.Send("dance_request");
        var reply = frontEnd.Receive();
        Assert.Equal(("dance_reply", id, "error"), (reply.Type, reply.ParentId, reply.Text("status")));
        Assert.Empty(frontEnd.PublishedFor(id));
        frontEnd.WaitForLog("dance_request");
        AssertAlive(frontEnd);
    }

    [Theory]
    [InlineData("execute_request", "{}", "code")]
    [InlineData("execute_request", """{"code":7}""", "code")]
    [InlineData("execute_request", """{"code":"x","silent":"yes"}""", "silent")]
    [InlineData("execute_request", """{"code":"x","user_expressions":[]}""", "user_expressions")]
    [InlineData("complete_request", """{"code":"x","cursor_pos":"end"}""", "cursor_pos")]
    [InlineData("complete_request", """{"code":"x","cursor_pos":1e99}""", "cursor_pos")]
    [InlineData("inspect_request", """{"cursor_pos":1}""", "code")]
    [InlineData("is_complete_request", """{"code":null}""", "code")]
    [InlineData("history_request", """{"hist_access_type":"tail","n":"all"}""", "n")]
    public void AFieldOfTheWrongKindIsNamed(string type, string content, string field)
    {
        using var frontEnd = new FrontEnd();
        var reply = frontEnd.Request(type, (JsonObject)JsonNode.Parse(content)!);
        Assert.Equal("error", reply.Text("status"));
        Assert.Contains($"\"{field}\"", reply.Text("evalue"), StringComparison.Ordinal);
        AssertAlive(frontEnd);
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(1_000_000)]
    public void ACursorOutsideTheCodeIsKeptInside(int cursor)
    {
        using var frontEnd = new FrontEnd();
        var reply = frontEnd.Request("complete_request", new() { ["code"] = "abc", ["cursor_pos"] = cursor });
        Assert.Equal(("ok", Math.Clamp(cursor, 0, 3)), (reply.Text("status"), (int)reply.Content["cursor_start"]!));
    }

    private static void AssertAlive(FrontEnd frontEnd)
    {
        Assert.Equal("ok", frontEnd.Request("kernel_info_request").Text("status"));
        Assert.DoesNotContain(frontEnd.Engine.Executed, cell => cell != "cell 1: x");
        Assert.Equal("ok", frontEnd.Execute("alive").Reply.Text("status"));
    }
}
