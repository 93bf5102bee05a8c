using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompNeuro.Figures.Drawing;

namespace CompNeuro.Figures.Tests;

public sealed class FigureFilesTests
{
    private static readonly double[] X = [1, 2, 5, 10];

    // One of everything a figure can have.
    private static readonly Figure Rich = Figure.Beside(
            Figure.Stack(
                Plot.LinesWithGaps(X, ("V", [1, double.NaN, 0.1, -3e-300])).WithAxes("t (ms)", "V (mV)").LogX().Shade(X, [0, 0, 0, 0], X, "± σ").HorizontalLine(2, "E_K"),
                Plot.Steps(X, ("I", X)).WithAxes("t (ms)", "I (nA)").WithYRange(-1, 20)),
            Figure.Stack(Plot.Raster([[1, 2.5], []]), Plot.Points(X, ("a, \"b\"", X)).VerticalLine(3)))
        .WithId("fig-1-1-rich").WithTitle("Everything").WithCaption("x < y").WithAltText("All there is.").WithAspect(0.7);

    [Fact]
    public void Json_gives_the_same_figure_back()
    {
        var back = Figure.FromJson(JsonNode.Parse(Rich.ToJson().ToJsonString())!);
        foreach (var theme in Theme.All)
        {
            Assert.Equal(Rich.ToSvg(theme), back.ToSvg(theme));
            Assert.Equal(Rich.ToPlotlyJson(theme).ToJsonString(), back.ToPlotlyJson(theme).ToJsonString());
        }

        Assert.Equal(Rich.ToCsv(), back.ToCsv());
        Assert.Equal(Rich.ToHtml(), back.ToHtml());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"columns":[]}""")]
    [InlineData("""{"columns":[[{"x":3}]]}""")]
    public void Other_json_is_refused(string json) => Assert.Throws<JsonException>(() => Figure.FromJson(JsonNode.Parse(json)!));

    [Fact]
    public void A_pdf_is_one_page_of_the_width_asked_for_with_text_that_can_be_searched()
    {
        var pdf = Encoding.Latin1.GetString(Rich.ToPdf(252));
        Assert.StartsWith("%PDF-", pdf, StringComparison.Ordinal);
        Assert.Contains("/Count 1", pdf, StringComparison.Ordinal);
        Assert.Matches(@"/MediaBox \[0 0 252 ", pdf);
        Assert.Contains("/ToUnicode", pdf, StringComparison.Ordinal);
        Assert.Contains("(Everything)", pdf, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("page", 1440, null)]
    [InlineData("slide", 1920, 1080)]
    [InlineData("800x600", 800, 600)]
    [InlineData("800×600", 800, 600)]
    public void A_size_is_a_name_or_pixels(string text, int width, int? height)
    {
        var size = FigureSize.Parse(text);
        Assert.Equal((width, height), (size.Width, size.Height));
    }

    [Theory]
    [InlineData("poster")]
    [InlineData("99x200")]
    [InlineData("800x-600")]
    [InlineData("800x")]
    [InlineData("10000x100")]
    [InlineData("800x600x2")]
    public void Another_size_is_refused_with_those_there_are(string text)
    {
        var message = Assert.Throws<FormatException>(() => FigureSize.Parse(text)).Message;
        Assert.Contains($"\"{text}\"", message, StringComparison.Ordinal);
        Assert.All(FigureSize.All, size => Assert.Contains(size.Name, message, StringComparison.Ordinal));
    }

    public static TheoryData<string> Sizes => [.. FigureSize.All.Select(size => size.Name), "400x1200", "2000x250"];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_figure_has_exactly_the_size_asked_for_in_every_theme(string text)
    {
        var size = FigureSize.Parse(text);
        foreach (var theme in Theme.All)
        {
            var (figure, look) = Rich.For(size, theme);
            var png = figure.ToPng(size.Width, look);
            Assert.Equal(size.Width, BigEndian(png, 16));
            if (size.Height is { } height)
            {
                Assert.Equal(height, BigEndian(png, 20));
            }
        }
    }

    [Fact]
    public void Text_is_as_large_as_a_slide_needs_unless_it_would_not_fit()
    {
        Assert.Equal(FigureSize.Slide.FontSize, Plot.Line(X, X).For(FigureSize.Slide, Theme.Dark).Theme.FontSize);
        var (figure, look) = Rich.For(FigureSize.Slide, Theme.Dark);
        Assert.InRange(look.FontSize, 5, FigureSize.Slide.FontSize - 0.1);
        Assert.Equal(Theme.Dark.Background, look.Background);
        Assert.True(look.FontSize <= Theme.Light.FontSize || FigureLayout.Of(figure, look).IsRoomy(look.FontSize));
    }

    private static int BigEndian(byte[] png, int at) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
}
