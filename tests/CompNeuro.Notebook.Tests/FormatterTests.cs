using System.Text.Json.Nodes;
using System.Xml.Linq;
using CompNeuro.Biophysics;
using CompNeuro.Dynamics;
using CompNeuro.Exercises;
using CompNeuro.Figures;
using CompNeuro.SpikeTrains;
using Deedle;
using MathNet.Numerics.LinearAlgebra;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET.CSharp;
using static CompNeuro.Dynamics.Stimulus;
using Complex = System.Numerics.Complex;

namespace CompNeuro.Notebook.Tests;

[Collection("formatters")]
public sealed class FormatterTests
{
    private const string Plotly = "application/vnd.plotly.v1+json", Svg = "image/svg+xml", Html = "text/html", Text = "text/plain";

    public FormatterTests() => NotebookFormatters.Register();

    [Fact]
    public void A_figure_comes_as_plotly_svg_html_and_text()
    {
        var figure = Figures.Plot.Line([0, 1, 2], [-65, 40, -70]).WithAxes("t (ms)", "V (mV)").WithCaption("A spike.");
        Assert.Equal([Plotly, Svg, Html, Text], Formatter.GetPreferredMimeTypesFor(figure.GetType()));
        Assert.Equal(3, JsonNode.Parse(figure.ToDisplayString(Plotly))!["data"]![0]!["y"]!.AsArray().Count);
        Assert.Equal("svg", XDocument.Parse(figure.ToDisplayString(Svg)).Root!.Name.LocalName);
        Assert.Contains("<figcaption>A spike.</figcaption>", figure.ToDisplayString(Html));
        Assert.Contains("V (mV) against t (ms)", figure.ToDisplayString(Text));
    }

    [Fact]
    public void Results_show_name_value_and_unit()
    {
        var results = new Quantities { ["E_K", "mV"] = -91.87462862, ["rheobase", "µA/cm²"] = 2.24 };
        Assert.Equal("E_K       -91.8746  mV\nrheobase      2.24  µA/cm²", results.ToDisplayString(Text));
        Assert.Contains("E<sub>K</sub>", results.ToDisplayString(Html));
        Assert.Contains("µA/cm<sup>2</sup>", results.ToDisplayString(Html));
    }

    [Fact]
    public void Results_can_be_read_back_and_not_be_given_twice()
    {
        var results = new Quantities { ["E_K", "mV"] = -91.9, ["ratio"] = 2 };
        Assert.Equal((-91.9, 2.0), (results["E_K", "mV"], results["ratio"]));
        Assert.Contains("\"ratio\"", Assert.Throws<KeyNotFoundException>(() => results["E_Na", "mV"]).Message);
        Assert.Contains("E_K", Assert.Throws<ArgumentException>(() => results["E_K", "V"] = 1).Message);
    }

    [Fact]
    public void A_frame_of_records_shows_a_row_each() =>
        Assert.Contains("Step", Frame.FromRecords(new[] { 1.0, 2 }.Select(step => new { Step = step, Name = "exact" })).ToDisplayString(Text));

    [Fact]
    public void An_environment_shows_its_ions_with_their_Nernst_potentials()
    {
        var text = IonicEnvironment.MammalianNeuron.ToDisplayString(Text);
        Assert.Matches(@"K +\+1 +140 +4\.5 +-91\.9", text);
        Assert.Matches(@"Ca +\+2 +0\.0001 +1\.2 +125\.5", text);
    }

    [Fact]
    public void A_model_shows_symbol_value_unit_and_meaning_of_every_parameter()
    {
        var html = HodgkinHuxley.SquidAxon.ToDisplayString(Html);
        Assert.Contains("g<sub>Na</sub>", html);
        Assert.Contains(">120<", html);
        Assert.Contains("mS/cm<sup>2</sup>", html);
        Assert.Contains("Maximal sodium conductance", html);
        Assert.DoesNotContain("phi", html);
        Assert.Contains("gNa", HodgkinHuxley.SquidAxon.ToDisplayString(Text));
        Assert.Equal([Html, Text], Formatter.GetPreferredMimeTypesFor(typeof(HodgkinHuxley)));
    }

    [Fact]
    public void A_students_own_model_is_a_table_too() =>
        Assert.Contains("τ<sub>M</sub>", new OwnModel { tauM = 12.5 }.ToDisplayString(Html));

    [Fact]
    public void The_parts_of_a_model_are_named_with_their_units() =>
        Assert.Matches(@"Pump\s+MaximumRate 24 pmol/\(cm²·s\), KNa 10 mM", new PumpLeakCell().ToDisplayString(Text));

    [Fact]
    public void A_state_is_a_table_of_its_variables()
    {
        var text = new HodgkinHuxley.State(-65, 0.05, 0.6, 0.32).ToDisplayString(Text);
        Assert.Matches(@"V\s+-65\s+mV", text);
        Assert.Matches(@"n\s+0\.32", text);
    }

    [Fact]
    public void A_simulation_names_model_duration_variables_and_spikes()
    {
        var run = HodgkinHuxley.SquidAxon.Simulate(Step(10, from: 5, to: 45), duration: 60);
        var text = run.ToDisplayString(Text);
        Assert.Contains("HodgkinHuxley, 60 ms", text);
        Assert.Contains($"{run.Crossings("V", 0).Length} upward crossings", text);
        Assert.Contains("<svg", run.ToDisplayString(Html));
    }

    [Fact]
    public void A_spike_train_shows_its_rate_and_the_variation_of_its_intervals()
    {
        Assert.Contains("3 spikes in 1000 ms: 3 Hz, CV of intervals 0", new SpikeTrain([100, 200, 300], 1000).ToDisplayString(Text));
        Assert.Contains("0 spikes in 1000 ms: 0 Hz", new SpikeTrain([], 1000).ToDisplayString(Html));
    }

    [Fact]
    public void Matrices_are_aligned_and_large_ones_elided()
    {
        var small = Matrix<double>.Build.DenseOfArray(new[,] { { 1, -2.5 }, { double.NaN, 1000 } }).ToDisplayString(Text);
        Assert.Equal("2 × 2 matrix\n  1  -2.5\nNaN  1000", small);
        var large = Matrix<double>.Build.Dense(500, 400, (i, j) => i * 1000 + j).ToDisplayString(Html);
        Assert.Contains("499399", large);
        Assert.Contains("⋮", large);
        Assert.True(large.Length < 12_000, $"{large.Length} characters");
        Assert.Contains("vector of 3", Vector<double>.Build.Dense(3).ToDisplayString(Text));
    }

    [Fact]
    public void Complex_numbers_are_written_with_i()
    {
        Assert.Equal("0.5 - 2i", new Complex(0.5, -2).ToDisplayString(Text));
        Assert.Contains("-0.1 + 3i", new[] { new Complex(-0.1, 3), 1 }.ToDisplayString(Html));
    }

    [Fact]
    public void Long_arrays_show_their_statistics()
    {
        Assert.Equal("double[3]: [1, NaN, -∞]", new[] { 1, double.NaN, double.NegativeInfinity }.ToDisplayString(Text));
        Assert.Equal("double[0]: []", Array.Empty<double>().ToDisplayString(Text));
        var text = Enumerable.Range(0, 1001).Select(i => (double)i).Append(double.NaN).ToArray().ToDisplayString(Text);
        Assert.Contains("minimum 0, maximum 1000, mean 500, standard deviation 289.108, 1 not finite", text);
        Assert.True(text.Length < 300);
    }

    [Fact]
    public void Frames_show_types_ends_and_missing_values()
    {
        var frame = Figures.Plot.Lines(Enumerable.Range(0, 100).Select(i => (double)i), ("gNa", x => x * x)).ToFrame();
        var html = frame.ToDisplayString(Html);
        Assert.Contains("frame of 100 rows × 2 columns", html);
        Assert.Contains("g<sub>Na</sub>", html);
        Assert.Contains("9801", html);
        Assert.Contains("Double", html);
        var series = new SeriesBuilder<string, double> { { "a", 1.5 }, { "b", double.NaN } }.Series;
        Assert.Contains("missing", series.ToDisplayString(Text));
    }

    [Fact]
    public void Rows_of_results_and_of_tuples_are_tables_even_when_lazy_or_endless()
    {
        var states = Enumerable.Range(0, 3).Select(i => new PassiveMembrane.State(-70 + i));
        Assert.Matches(@"V \(mV\)\s+-70\s+-69\s+-68", states.ToDisplayString(Text));
        Assert.Matches(@"0\s+0\n\s*1\s+0.5\n", Endless().Select(i => (i, i / 2)).ToDisplayString(Text));
        Assert.Contains("minimum 0", Endless().ToDisplayString(Text));
        Assert.Contains("none", new List<PassiveMembrane.State>().ToDisplayString(Text));

        static IEnumerable<double> Endless()
        {
            for (var i = 0.0; ; i++)
            {
                yield return i;
            }
        }
    }

    [Fact]
    public void A_verdict_says_what_to_do()
    {
        var verdict = new Verdict(Outcome.Almost, "1.1-nernst", "The temperature is in °C: add 273.15 <first>.", 1, 2, 3, 4);
        Assert.Equal([Html, Text], Formatter.GetPreferredMimeTypesFor(typeof(Verdict)));
        Assert.Contains("almost (3 of 4 checks, 1 of 2 points)", verdict.ToDisplayString(Text));
        Assert.Contains("&lt;first&gt;", verdict.ToDisplayString(Html));
    }

    [Fact]
    public void An_exception_shows_its_kind_its_words_and_its_cause()
    {
        Exception exception = new ArgumentException("gNa < 0", new InvalidOperationException("why"));
        Assert.Equal("ArgumentException: gNa < 0\n  caused by InvalidOperationException: why", exception.ToDisplayString(Text));
        Assert.Contains("gNa &lt; 0", exception.ToDisplayString(Html));
    }

    [Fact]
    public void Dictionaries_and_tuples_show_their_numbers()
    {
        Assert.Matches(@"ENa\s+50", new Dictionary<string, double> { ["ENa"] = 50 }.ToDisplayString(Text));
        Assert.Contains("no entries", new Dictionary<string, double>().ToDisplayString(Html));
        Assert.Equal("(1.5, NaN, [1, 2])", (1.5, double.NaN, new double[] { 1, 2 }).ToDisplayString(Text));
    }

    [Fact]
    public void A_chart_of_Plotly_NET_has_json_and_a_still_picture_and_asks_no_network()
    {
        var line = Chart.Line<double, double, string>(x: [1.0, 2], y: [3.0, 4]);
        Assert.Contains("\"data\"", line.ToDisplayString(Plotly));
        Assert.Contains("<svg", line.ToDisplayString(Html));
        var pie = Chart.Pie<double, string, string>(values: [1.0, 2]);
        Assert.DoesNotContain("http", line.ToDisplayString(Html).Replace("http://www.w3.org/2000/svg", ""));
        Assert.Contains("pie", pie.ToDisplayString(Html));
    }

    [Fact]
    public void No_form_carries_a_style_sheet()
    {
        object[] values = [HodgkinHuxley.SquidAxon, new double[100], new Dictionary<string, double> { ["a"] = 1 }, new Complex(1, 2)];
        Assert.All(values, value => Assert.DoesNotContain("<style", value.ToDisplayString(Html)));
    }

    private sealed record OwnModel : IModel<double>
    {
        [Unit("ms")] public double tauM { get; init; }

        public double Rest => 0;

        public double Derivative(double state, double input) => input - state;
    }
}
