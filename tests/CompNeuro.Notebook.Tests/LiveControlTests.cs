using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CompNeuro.Figures;
using CompNeuro.Notebook.Controls;
using Microsoft.DotNet.Interactive.Formatting;
using static CompNeuro.Notebook.LiveControls;

namespace CompNeuro.Notebook.Tests;

[Collection("formatters")]
public sealed class LiveControlTests : IDisposable
{
    public void Dispose() => ILiveHost.Current = null;

    private sealed class Host : ILiveHost
    {
        public object? Show(ControlPanel panel) => panel;
    }

    private static ControlPanel Live(Func<object?> interact)
    {
        ILiveHost.Current = new Host();
        return (ControlPanel)interact()!;
    }

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    [Fact]
    public void Without_a_live_notebook_the_figure_of_the_start_is_shown()
    {
        var figure = Interact(k => Plot.Line([0, 1], [0, k]), Slider(0, 20, start: 4));
        Assert.Contains("highest 4 at 1", Assert.IsType<Figure>(figure).AltText);
    }

    [Fact]
    public void The_model_s_parameters_name_the_controls_and_values_carry_units()
    {
        var panel = Live(() => Interact((I, noisy) => $"{I} {noisy}", Slider(0, 20, start: 7.5, unit: "µA/cm²"), Checkbox(true)));
        Assert.Equal(["I", "noisy"], panel.Names);
        Assert.Equal("I = 7.5 µA/cm², noisy = yes", panel.Settings);
        Assert.Equal("7.5 True", panel.Compute());
    }

    [Fact]
    public void Each_control_hears_its_widget()
    {
        var panel = Live(() => Interact(
            (g, n, cell, run) => $"{g} {n} {cell} {run}", Slider(0, 1, start: 0.5), IntSlider(1, 10), Dropdown(("squid", 10), ("crab", 20)), Button("again")));
        Assert.True(panel.Hear(0, Json("""{"value": 0.30000000000000004}""")));
        Assert.True(panel.Hear(1, Json("""{"value": 7}""")));
        Assert.True(panel.Hear(2, Json("""{"index": 1}""")));
        Assert.True(panel.Hear(3, Json("""{"event": "click"}""")));
        Assert.True(panel.Hear(3, Json("""{"event": "click"}""")));
        Assert.Equal("0.3 7 20 2", panel.Compute());
        Assert.Equal("g = 0.3, n = 7, cell = crab, run = 2", panel.Settings);
    }

    [Fact]
    public void Two_entries_of_a_list_with_equal_values_keep_their_labels()
    {
        var panel = Live(() => Interact(tau => $"{tau}", Dropdown(("fast", 10.0), ("as before", 10.0), ("slow", 50.0))));
        Assert.True(panel.Hear(0, Json("""{"index": 1}""")));
        Assert.Equal(("10", "tau = as before"), (panel.Compute(), panel.Settings));
        Assert.Equal(3, Regex.Count(Frames(() => Interact(tau => $"{tau}", Dropdown(("fast", 10.0), ("as before", 10.0), ("slow", 50.0)))), "<option>"));
    }

    [Theory]
    [InlineData(0, """{"value": "far"}""")]
    [InlineData(0, """{"value": null}""")]
    [InlineData(0, """{"other": 3}""")]
    [InlineData(0, """{"value": 0.5}""")]
    [InlineData(1, """{"index": 9}""")]
    [InlineData(1, """{"index": -1}""")]
    [InlineData(1, """{"index": null}""")]
    [InlineData(2, """{"event": "dance"}""")]
    [InlineData(2, """{"event": 5}""")]
    public void What_is_no_new_value_changes_nothing(int control, string message)
    {
        var panel = Live(() => Interact((x, cell, run) => $"{x} {cell} {run}", Slider(0, 1, start: 0.5), Dropdown("a", "b"), Button("again")));
        Assert.False(panel.Hear(control, Json(message)));
        Assert.Equal("0.5 a 0", panel.Compute());
    }

    [Fact]
    public void Values_beyond_the_ends_stop_at_the_ends()
    {
        var panel = Live(() => Interact(x => x, Slider(-1, 1)));
        panel.Hear(0, Json("""{"value": 1e9}"""));
        Assert.Equal(1.0, panel.Compute());
        panel.Hear(0, Json("""{"value": -1e300}"""));
        Assert.Equal(-1.0, panel.Compute());
    }

    [Theory]
    [InlineData(0, 20, 10, 0.2, ".1f")]
    [InlineData(-100, 50, -25, 1, ".0f")]
    [InlineData(0, 0.003, 0.0015, 2e-5, ".5f")]
    [InlineData(0, 7, 3.5, 0.05, ".2f")]
    public void A_slider_takes_a_round_hundredth_of_its_range_as_step(double from, double to, double start, double step, string format)
    {
        var state = Slider(from, to).WidgetState("x");
        Assert.Equal((start, step, format), (Math.Round((double)state["value"]!, 9), (double)state["step"]!, (string?)state["readout_format"]));
    }

    [Fact]
    public void Impossible_controls_say_what_is_wrong()
    {
        Assert.Contains("not from 20 to 0", Assert.ThrowsAny<ArgumentException>(() => Slider(20, 0)).Message);
        Assert.Contains("not from 0 to NaN", Assert.ThrowsAny<ArgumentException>(() => Slider(0, double.NaN)).Message);
        Assert.Contains("cannot start at 30", Assert.ThrowsAny<ArgumentException>(() => Slider(0, 20, start: 30)).Message);
        Assert.Contains("step of a slider from 0 to 20", Assert.ThrowsAny<ArgumentException>(() => Slider(0, 20, step: 0)).Message);
        Assert.Contains("step of a slider from 1 to 5", Assert.ThrowsAny<ArgumentException>(() => IntSlider(1, 5, step: 9)).Message);
        Assert.Contains("at most 4000000000; it is -1", Assert.ThrowsAny<ArgumentException>(() => IntSlider(-2_000_000_000, 2_000_000_000, step: -1)).Message);
        Assert.Equal(0, IntSlider(-2_000_000_000, 2_000_000_000).Start);
        Assert.Contains("at least one option", Assert.ThrowsAny<ArgumentException>(() => Dropdown(Array.Empty<string>())).Message);
        Assert.Contains("no two", Assert.ThrowsAny<ArgumentException>(() => Dropdown("a", "a")).Message);
    }

    [Fact]
    public void Computed_in_advance_a_slider_has_at_most_25_pictures_and_starts_at_its_start()
    {
        var html = Frames(() => Interact(I => $"picture of {I}", Slider(0, 20, start: 6.6)));
        var frames = Regex.Matches(html, "<template>.*?picture of (.*?)[<&]").Select(match => match.Groups[1].Value).ToList();
        Assert.Equal("0 1 2 3 4 5 6 6.6 8 9 10 11 12 13 14 15 16 17 18 19 20", string.Join(' ', frames));
        Assert.Contains("<output>6.6</output>", html);
    }

    [Theory]
    [InlineData(0, 10, 0.3, "0 0.6 1.2 1.8 2.4 3 3.6 4.2 5.1 5.4 6 6.6 7.2 7.8 8.4 9 9.6 9.9")]
    [InlineData(0, 1, 0.3, "0 0.3 0.6 0.9")]
    [InlineData(0, 1, 1.0, "0 1")]
    [InlineData(-1, 1, 0.05, "-1 -0.9 -0.8 -0.7 -0.6 -0.5 -0.4 -0.3 -0.2 -0.1 0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1")]
    public void Every_picture_is_of_a_value_that_the_slider_can_be_set_to(double from, double to, double step, string values)
    {
        var html = Frames(() => Interact(x => $"picture of {x}", Slider(from, to, step: step)));
        Assert.Equal(values, string.Join(' ', Regex.Matches(html, "<template>.*?picture of (.*?)[<&]").Select(match => match.Groups[1].Value)));
    }

    [Fact]
    public void The_model_is_asked_once_for_each_picture_and_for_the_start()
    {
        var asked = 0;
        Frames(() => Interact(x => ++asked, IntSlider(0, 5)));
        Assert.Equal(1 + 6, asked);
    }

    [Fact]
    public void Several_controls_share_64_pictures_and_errors_are_pictures_too()
    {
        var html = Frames(() => Interact((a, b, c) => a > 5 ? throw new InvalidOperationException("too large") : $"{a} {b} {c}", Slider(0, 10, start: 0), IntSlider(0, 99), Checkbox()));
        Assert.InRange(Regex.Count(html, "<template>"), 40, 64);
        // Firefox would set them as they were left, beside the picture of the start.
        Assert.Equal(3, Regex.Count(html, "autocomplete=\"off\""));
        Assert.Contains("InvalidOperationException</b>: too large", html);
    }

    private static string Frames(Func<object?> interact)
    {
        NotebookFormatters.Register();
        ILiveHost.Current = new PrecomputingHost();
        return interact()!.ToDisplayString("text/html");
    }
}
