namespace CompNeuro.Figures;

/// <summary>How a notebook shows a figure.</summary>
internal sealed class FigureFormatters : ITypeForms
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new TypeForm<Figure>("application/vnd.plotly.v1+json", figure => figure.ToPlotlyJson().ToJsonString()),
        new TypeForm<Figure>("image/svg+xml", figure => figure.ToSvg()),
        new TypeForm<Figure>("text/html", figure => figure.ToHtml()),
        new TypeForm<Figure>("text/plain", figure => figure.ToString()),
    ];
}
