using System.Text.Json.Nodes;
using CompNeuro.Kernel.Jupyter;

namespace CompNeuro.Kernel.Tests.Jupyter;

/// <summary>The Jupyter widgets protocol 2.1, as a front end sees it on the wire.</summary>
public sealed class WidgetTests : IDisposable
{
    private readonly CommRegistry comms = new();
    private readonly WidgetRegistry widgets;
    private readonly FakeEngine engine = new();
    private readonly FrontEnd frontEnd;

    public WidgetTests()
    {
        widgets = new(comms);
        frontEnd = new(engine, comms: comms);
    }

    public void Dispose() => frontEnd.Dispose();

    private Widget Open(string name, JsonObject state)
    {
        Widget? opened = null;
        engine.On("open", _ => opened = widgets.OpenControl(name, state));
        frontEnd.Execute("open");
        return opened!;
    }

    private List<Received> Tell(string comm, string data) => frontEnd.PublishedFor(frontEnd.Send("comm_msg", new() { ["comm_id"] = comm, ["data"] = JsonNode.Parse(data) }));

    [Fact]
    public void A_widget_opens_as_the_front_end_s_model_and_view()
    {
        Widget? slider = null;
        engine.On("open", _ => slider = widgets.OpenControl("FloatSlider", new() { ["value"] = 5.0, ["style"] = widgets.OpenStyle([]).Reference }));
        var (style, opened) = frontEnd.Execute("open").Published is [_, var first, var second] ? (first, second) : throw new InvalidOperationException();
        Assert.Equal(("comm_open", "jupyter.widget", "2.1.0"), (opened.Type, opened.Text("target_name"), (string?)opened.Metadata["version"]));
        var state = opened.Content["data"]!["state"]!;
        Assert.Equal(("FloatSliderModel", "FloatSliderView", "@jupyter-widgets/controls"), ((string?)state["_model_name"], (string?)state["_view_name"], (string?)state["_model_module"]));
        Assert.Equal("IPY_MODEL_" + style.Text("comm_id"), (string?)state["style"]);
        Assert.Equal("[]", opened.Content["data"]!["buffer_paths"]!.ToJsonString());
        var view = WidgetRegistry.View(slider!, MimeBundle.PlainText("a slider")).Data;
        Assert.Equal(slider!.Id, (string?)view["application/vnd.jupyter.widget-view+json"]["model_id"]);
        Assert.Equal("a slider", (string?)view["text/plain"]);
    }

    [Fact]
    public void A_change_in_the_front_end_is_heard_and_echoed_and_one_in_the_kernel_is_sent()
    {
        var slider = Open("FloatSlider", new() { ["value"] = 1.0 });
        var heard = new List<string>();
        slider.Changed = change =>
        {
            heard.Add(change.ToJsonString());
            slider.Set("value", 3.5);
        };
        var published = Tell(slider.Id, """{"method":"update","state":{"value":2.5,"unknown":1},"buffer_paths":[]}""");
        Assert.Equal(["""{"value":2.5}"""], heard);
        Assert.Equal(
            ["""echo_update {"value":2.5}""", """update {"value":3.5}"""],
            published.Select(message => $"{message.Content["data"]!["method"]} {message.Content["data"]!["state"]!.ToJsonString()}"));
        Assert.Equal(3.5, (double)slider.State["value"]!);
    }

    [Fact]
    public void A_button_says_that_it_was_clicked()
    {
        var button = Open("Button", []);
        var said = new List<string>();
        button.Said = content => said.Add(content.ToJsonString());
        Tell(button.Id, """{"method":"custom","content":{"event":"click"}}""");
        Assert.Equal(["""{"event":"click"}"""], said);
    }

    [Fact]
    public void A_page_that_is_loaded_again_learns_every_state()
    {
        var slider = Open("IntSlider", new() { ["value"] = 1 });
        var closed = Open("Label", []);
        slider.Set("value", 7);
        frontEnd.PublishedFor(frontEnd.Send("comm_close", new() { ["comm_id"] = closed.Id, ["data"] = new JsonObject() }));
        var one = Assert.Single(Tell(slider.Id, """{"method":"request_state"}"""), message => message.Type == "comm_msg");
        Assert.Equal(("update", 7), ((string?)one.Content["data"]!["method"], (int)one.Content["data"]!["state"]!["value"]!));

        frontEnd.PublishedFor(frontEnd.Send("comm_open", new() { ["comm_id"] = "control", ["target_name"] = "jupyter.widget.control", ["data"] = new JsonObject() }));
        var all = Assert.Single(Tell("control", """{"method":"request_states"}""")).Content["data"]!;
        Assert.Equal("update_states", (string?)all["method"]);
        var (id, state) = Assert.Single(all["states"]!.AsObject());
        Assert.Equal((slider.Id, "IntSliderModel", "@jupyter-widgets/controls", 7), (id, (string?)state!["model_name"], (string?)state["model_module"], (int)state["state"]!["value"]!));
    }

    [Fact]
    public void A_cell_that_is_run_again_or_was_deleted_leaves_no_widgets_behind()
    {
        var opened = new List<string>();
        engine.On("open", _ => opened.Add(widgets.OpenControl("FloatSlider", new() { ["value"] = 1.0 }).Id));
        Run("first");
        Run("second");
        Assert.Equal([], Run("third").Select(message => message.Type).Where(type => type is "comm_close"));
        var closed = Assert.Single(Run("first"), message => message.Type is "comm_close");
        Assert.Equal(opened[0], closed.Text("comm_id"));
        Assert.Equal([opened[1]], Run("third", "second").Where(message => message.Type is "comm_close" && message.Text("comm_id") != opened[2]).Select(message => message.Text("comm_id")));
        frontEnd.Execute("open");
        frontEnd.Execute("open");
        Assert.Equal([.. opened[3..].Order()], comms.Open.Where(comm => comm.Target == "jupyter.widget").Select(comm => comm.Id).Order());
        frontEnd.Send("comm_open", new() { ["comm_id"] = "page", ["target_name"] = "jupyter.widget.control", ["data"] = new JsonObject() });
        var states = Tell("page", """{"method":"request_states"}""")[^1].Content["data"]!["states"]!.AsObject();
        Assert.Equal([.. opened[3..].Order()], states.Select(state => state.Key).Order());

        List<Received> Run(string cell, params string[] deleted)
        {
            var id = frontEnd.Send("execute_request", new() { ["code"] = "open" }, metadata: new() { ["cellId"] = cell, ["deletedCells"] = new JsonArray([.. deleted.Select(one => (JsonNode)one)]) });
            frontEnd.Receive();
            return frontEnd.PublishedFor(id);
        }
    }

    [Theory]
    [InlineData("""{"method":"update","state":5}""")]
    [InlineData("""{"method":"update"}""")]
    [InlineData("""{"method":7}""")]
    [InlineData("""{}""")]
    public void Nonsense_changes_nothing(string data)
    {
        var slider = Open("FloatSlider", new() { ["value"] = 1.0 });
        slider.Changed = _ => Assert.Fail("Nothing changed.");
        Tell(slider.Id, data);
        Assert.Equal(1, (double)slider.State["value"]!);
        Assert.Equal("ok", frontEnd.Execute("1").Reply.Text("status"));
    }

    [Fact]
    public void Of_the_positions_that_arrived_while_a_cell_ran_only_the_last_is_computed()
    {
        var slider = Open("FloatSlider", new() { ["value"] = 0 });
        var computed = new List<double>();
        var work = new DeferredWork("control", () => computed.Add((double)slider.State["value"]!), _ => { });
        slider.Changed = _ => comms.Defer(work);
        using var go = new ManualResetEventSlim();
        engine.On("wait", _ => go.Wait());
        frontEnd.SendExecute("wait");
        var last = "";
        for (var i = 1; i <= 20; i++)
        {
            last = frontEnd.Send("comm_msg", new() { ["comm_id"] = slider.Id, ["data"] = new JsonObject { ["method"] = "update", ["state"] = new JsonObject { ["value"] = i } } });
        }

        frontEnd.WaitForQueue(20);
        go.Set();
        frontEnd.PublishedFor(last);
        Assert.Equal([20], computed);
    }

    [Fact]
    public void Work_that_fails_is_told_of_it_and_the_next_is_done()
    {
        var slider = Open("FloatSlider", new() { ["value"] = 0 });
        var failed = new List<string>();
        slider.Changed = change => comms.Defer(new("control", () => throw new InvalidOperationException($"not {change["value"]}"), error => failed.Add(error.Message)));
        Tell(slider.Id, """{"method":"update","state":{"value":1}}""");
        Tell(slider.Id, """{"method":"update","state":{"value":2}}""");
        Assert.Equal(["not 1", "not 2"], failed);
    }
}
