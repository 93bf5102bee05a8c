using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CompNeuro.Figures;

namespace CompNeuro.Cli.LectureFigures;

/// <summary>Makes the files of figures, in one look.</summary>
/// <param name="browser">Draws the pictures; null to draw them here.</param>
internal sealed class FigureForms(Theme theme, FigureSize size, BrowserPictures? browser)
{
    internal const string Script = "plotly.min.js";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Sizes are given in pixels of 300 to the inch.
    private double Points => size.Width * 72 / 300.0;

    internal async Task<byte[]> MakeAsync(Figure figure, FigureFormat format)
    {
        var (shaped, look) = figure.For(size, theme);
        if (browser is not null && format is FigureFormat.Svg or FigureFormat.Png or FigureFormat.Pdf)
        {
            await browser!.ShowAsync(shaped, look);
        }
        return format switch
        {
            FigureFormat.Svg => Encoding.UTF8.GetBytes(browser is null ? shaped.ToSvg(look) : await browser.SvgAsync(shaped)),
            FigureFormat.Png => browser is null ? shaped.ToPng(size.Width, look) : await browser.PngAsync(),
            FigureFormat.Pdf => browser is null ? shaped.ToPdf(Points, look) : await browser.PdfAsync(),
            FigureFormat.Html => Encoding.UTF8.GetBytes(Page(shaped, look)),
            FigureFormat.Csv => Encoding.UTF8.GetBytes(figure.ToCsv()),
            _ => Encoding.UTF8.GetBytes(figure.ToJson().ToJsonString(Readable) + "\n"),
        };
    }

    private static string Page(Figure figure, Theme look) =>
        $$"""
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>{{Symbol.Escape(figure.Title)}}</title>
        <style>body { margin: 1rem; background: {{look.Background}}; color: {{look.Foreground}}; font-family: system-ui, sans-serif } figure { max-width: 60rem; margin: auto }</style>
        {{figure.ToHtml(look)}}
        <script src="{{Script}}"></script>
        <script>
        // Without the script beside this page the picture stays.
        if (window.Plotly) {
            const figure = {{figure.ToPlotlyJson(look).ToJsonString()}};
            const chart = document.createElement('div');
            chart.setAttribute('role', 'img');
            chart.setAttribute('aria-label', figure.layout.meta.alt);
            document.querySelector('svg').replaceWith(chart);
            Plotly.newPlot(chart, figure.data, figure.layout, figure.config);
        }
        </script>
        </html>

        """;
}
