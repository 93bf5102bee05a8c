using System.Text.Json.Nodes;
using CompNeuro.Figures.Drawing;
using CompNeuro.Figures.Interactive;
using CompNeuro.Figures.Svg;

namespace CompNeuro.Figures;

/// <content>The forms a figure can be shown in.</content>
public sealed partial record Figure
{
    /// <summary>A picture as SVG that scales to the width it is given, with the alternative text inside.</summary>
    /// <param name="theme">The look; null for the figure's own.</param>
    public string ToSvg(Theme? theme = null)
    {
        var look = Look(theme);
        var layout = FigureLayout.Of(this, look);
        var canvas = new SvgCanvas();
        new Painter(canvas, look).Paint(layout);
        var (width, height) = (SvgCanvas.N(FigureLayout.Width), SvgCanvas.N(layout.Height));
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" style=\"max-width:100%;height:auto\" role=\"img\" "
            + "font-family=\"system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'DejaVu Sans',sans-serif\">"
            + (Title is "" ? "" : $"<title>{Symbol.Escape(Title)}</title>")
            + $"<desc>{Symbol.Escape(AltText)}</desc>{canvas}</svg>";
    }

    /// <summary>The picture and its caption, as an HTML <c>figure</c> that needs no script and no network.</summary>
    public string ToHtml(Theme? theme = null) =>
        $"<figure{(Id is "" ? "" : $" id=\"{Id}\"")} style=\"margin:0\">{ToSvg(theme)}"
        + (Caption is "" ? "" : $"<figcaption>{Symbol.Html(Caption)}</figcaption>") + "</figure>";

    /// <summary>The interactive figure as plotly.js draws it: <c>application/vnd.plotly.v1+json</c>.</summary>
    public JsonObject ToPlotlyJson(Theme? theme = null) => new PlotlyFigure(this, Look(theme)).ToJson();

    /// <summary>The figure as a chart of Plotly.NET, to go on with that library.</summary>
    public Plotly.NET.GenericChart ToChart(Theme? theme = null) => PlotlyChart.Of(ToPlotlyJson(theme));

    /// <summary>The picture as a PDF of one page, drawn in lines and text. Like PNG it needs a font on this machine.</summary>
    /// <param name="width">In points, of which an inch has 72.</param>
    /// <param name="theme">The look; null for the figure's own.</param>
    public byte[] ToPdf(double width = 468, Theme? theme = null) => SkiaCanvas.Pdf(FigureLayout.Of(this, Look(theme)), Look(theme), width, Title, AltText);

    /// <summary>The figure as it has to be for a size: of its shape, and in a theme whose text and lines are as large as the size wants and fit.</summary>
    public (Figure Figure, Theme Theme) For(FigureSize size, Theme theme)
    {
        var look = theme with { FontSize = Math.Max(theme.FontSize, size.FontSize), LineWidth = Math.Max(theme.LineWidth, size.LineWidth) };
        if (size.Height is not { } height)
        {
            return (this, look);
        }

        // Text gives way where it would leave the figure or no room for the data, but, if there is a choice, not below that of a notebook.
        var shaped = WithAspect((double)height / size.Width);
        for (var layout = FigureLayout.Of(shaped, look); !Fits(layout, look); layout = FigureLayout.Of(shaped, look))
        {
            look = look with { FontSize = 0.95 * look.FontSize, LineWidth = 0.95 * look.LineWidth };
        }

        return (shaped, look);

        bool Fits(FigureLayout layout, Theme theme) =>
            layout.Height <= shaped.Aspect * FigureLayout.Width + 0.5 && (theme.FontSize <= Theme.Light.FontSize || layout.IsRoomy(theme.FontSize));
    }

    /// <summary>The picture as a PNG file. Unlike SVG it needs a font on this machine.</summary>
    /// <param name="width">In pixels.</param>
    /// <param name="theme">The look; null for the figure's own.</param>
    public byte[] ToPng(int width = 1440, Theme? theme = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 10_000);
        return SkiaCanvas.Png(FigureLayout.Of(this, Look(theme)), Look(theme), width);
    }

    /// <summary>The figure in words: title, description and caption.</summary>
    public override string ToString() => string.Join("\n", new[] { AltText, Caption }.Where(text => text is not ""));

    private Theme Look(Theme? theme) => theme ?? Theme ?? Theme.Default;
}
