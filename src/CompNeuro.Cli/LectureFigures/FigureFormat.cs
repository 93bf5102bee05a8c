namespace CompNeuro.Cli.LectureFigures;

/// <summary>The forms that figures are exported in.</summary>
internal enum FigureFormat
{
    Svg,
    Png,
    Pdf,

    /// <summary>A page with the interactive figure, which needs the script that stands beside it.</summary>
    Html,

    /// <summary>The numbers, with names and units in the headings.</summary>
    Csv,

    /// <summary>The numbers, axes with units, and words.</summary>
    Json,
}
