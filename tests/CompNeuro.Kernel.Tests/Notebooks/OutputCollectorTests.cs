using System.Text.Json.Nodes;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Kernel.Tests.Notebooks;

public class OutputCollectorTests
{
    private readonly OutputCollector _collector = new();

    private static Dictionary<string, JsonNode> Plain(string text) => new() { ["text/plain"] = JsonValue.Create(text) };

    private static string Text(JsonObject output) => string.Concat(output["data"]!["text/plain"]!.AsArray().Select(line => line!.GetValue<string>()));

    [Fact]
    public void Pieces_of_one_stream_become_one_output_and_a_display_stands_between()
    {
        _collector.Add(new WorkerEvent.Stream(StreamName.StandardOutput, "a\nb"));
        _collector.Add(new WorkerEvent.Stream(StreamName.StandardOutput, "c"));
        _collector.Add(new WorkerEvent.Stream(StreamName.StandardError, "e"));
        _collector.Add(new WorkerEvent.Display(Plain("shown"), null));
        _collector.Add(new WorkerEvent.Stream(StreamName.StandardError, "f"));
        var outputs = _collector.Take();
        Assert.Equal(["stream", "stream", "display_data", "stream"], outputs.Select(output => (string?)output["output_type"]));
        Assert.Equal("""["a\n","bc"]""", outputs[0]["text"]!.ToJsonString());
        Assert.Equal("stderr", (string?)outputs[1]["name"]);
        Assert.Empty(_collector.Take());
    }

    [Fact]
    public void A_display_is_updated_in_place_even_from_a_later_cell()
    {
        _collector.Add(new WorkerEvent.Display(Plain("0 %"), "bar"));
        var earlier = _collector.Take();
        _collector.Add(new WorkerEvent.Update(Plain("100 %"), "bar"));
        _collector.Add(new WorkerEvent.Update(Plain("nobody"), "unknown"));
        Assert.Equal("100 %", Text(Assert.Single(earlier)));
        Assert.Empty(_collector.Take());
    }

    [Fact]
    public void Clearing_happens_at_once_or_with_the_next_output()
    {
        _collector.Add(new WorkerEvent.Stream(StreamName.StandardOutput, "old"));
        _collector.Add(new WorkerEvent.Clear(Wait: false));
        _collector.Add(new WorkerEvent.Display(Plain("kept until"), null));
        _collector.Add(new WorkerEvent.Clear(Wait: true));
        _collector.Add(new WorkerEvent.Display(Plain("the next"), null));
        Assert.Equal("the next", Text(Assert.Single(_collector.Take())));
    }

    [Fact]
    public void Forms_are_sorted_and_text_is_kept_as_lines_but_JSON_and_base64_are_not()
    {
        _collector.AddResult(
            new Dictionary<string, JsonNode>
            {
                ["text/plain"] = JsonValue.Create("x\ny"),
                ["image/svg+xml"] = JsonValue.Create("<svg>\n</svg>"),
                ["image/png"] = JsonValue.Create("iVBO\nRw0K"),
                ["application/vnd.plotly.v1+json"] = new JsonObject { ["data"] = new JsonArray() },
            }, 7);
        var output = Assert.Single(_collector.Take());
        Assert.Equal(
            """{"application/vnd.plotly.v1\u002Bjson":{"data":[]},"image/png":"iVBO\nRw0K","image/svg\u002Bxml":["\u003Csvg\u003E\n","\u003C/svg\u003E"],"text/plain":["x\n","y"]}""",
            output["data"]!.ToJsonString());
        Assert.Equal(7, (int?)output["execution_count"]);
    }
}
