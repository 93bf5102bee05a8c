namespace CompNeuro.Figures;

/// <summary>The look of a figure: colours that stay apart for colour-blind readers, sizes that suit the place it is shown.</summary>
/// <param name="Palette">Line colours in the order they are taken.</param>
/// <param name="FontSize">In pixels at a figure width of 720.</param>
/// <param name="LineWidth">In pixels at a figure width of 720.</param>
/// <param name="VariesDashes">Whether lines differ by dashes as well as by colour, for paper without colour.</param>
public sealed record Theme(
    string Name, string Background, string Foreground, string Grid, IReadOnlyList<string> Palette, double FontSize, double LineWidth, bool VariesDashes = false)
{
    // Okabe & Ito's blue, vermillion, sky blue and orange (2008) with companions searched for: any two colours of a palette differ by at least
    // 18 in CIE Lab for normal and every kind of dichromatic vision, and all have a contrast of 3 to the background.
    private static readonly string[] Deep = ["#0072B2", "#D55E00", "#005D33", "#AA3272", "#6B4A00", "#0098FB", "#30383B"];
    private static readonly string[] Bright = ["#56B4E9", "#E69F00", "#298C6B", "#B14A9C", "#FFE200", "#E0603A", "#C4C4C4"];

    /// <summary>The place of the grey in every palette: for inputs and other things in the background.</summary>
    public const int Neutral = 6;

    /// <summary>For a notebook or page on white.</summary>
    public static Theme Light { get; } = new("light", "#FFFFFF", "#222222", "#E3E3E3", Deep, 13, 1.8);

    /// <summary>For a notebook or page on black.</summary>
    public static Theme Dark { get; } = new("dark", "#1B1B1F", "#E6E6E6", "#3A3A40", Bright, 13, 1.8);

    /// <summary>For the last row of a lecture hall.</summary>
    public static Theme Slide { get; } = new("slide", "#FFFFFF", "#111111", "#DADADA", Deep, 20, 3.2);

    /// <summary>For paper, in colour or without.</summary>
    public static Theme Print { get; } = new("print", "#FFFFFF", "#000000", "#DDDDDD", Deep, 13, 1.5, VariesDashes: true);

    /// <summary>A colour along an ordered ramp from 0 to 1, for families of curves: the viridis map, as far as it has a contrast of 3 to the background.</summary>
    internal string Ramp(double place)
    {
        var at = (Background == Dark.Background ? 0.36 + 0.64 * place : 0.59 * place) * (Viridis.Length - 1);
        var i = Math.Min((int)at, Viridis.Length - 2);
        int Channel(int shift) => (int)Math.Round(((Viridis[i] >> shift) & 255) * (i + 1 - at) + ((Viridis[i + 1] >> shift) & 255) * (at - i));
        return $"#{Channel(16):X2}{Channel(8):X2}{Channel(0):X2}";
    }

    // van der Walt & Smith (2015), the default map of matplotlib, at ninths of its length.
    private static readonly int[] Viridis = [0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C, 0xFDE725];

    /// <summary>The look of every figure that was given none.</summary>
    public static Theme Default { get; set; } = Light;

    public static IReadOnlyList<Theme> All { get; } = [Light, Dark, Slide, Print];
}
