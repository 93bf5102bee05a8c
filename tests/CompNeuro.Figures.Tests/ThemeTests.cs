namespace CompNeuro.Figures.Tests;

public sealed class ThemeTests
{
    public static TheoryData<string> Names => [.. Theme.All.Select(theme => theme.Name)];

    /// <summary>Contrast of 3 for lines and 4.5 for text: WCAG 2.2, success criteria 1.4.11 and 1.4.3.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Lines_and_text_stand_out_from_the_background(string name)
    {
        var theme = Theme.All.Single(theme => theme.Name == name);
        Assert.All(theme.Palette, colour => Assert.True(Contrast(colour, theme.Background) >= 3, $"{colour} on {theme.Background}: {Contrast(colour, theme.Background):F2}"));
        Assert.True(Contrast(theme.Foreground, theme.Background) >= 4.5);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Colours_stay_apart_for_every_reader(string name)
    {
        var palette = Theme.All.Single(theme => theme.Name == name).Palette;
        foreach (var (vision, matrix) in Visions)
        {
            var seen = palette.Select(colour => Lab(Seen(Linear(colour), matrix))).ToArray();
            for (var i = 0; i < seen.Length; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    Assert.True(Distance(seen[i], seen[j]) >= Least, $"{name}, {vision}: {palette[i]} and {palette[j]} are {Distance(seen[i], seen[j]):F1} apart");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_ramp_gets_steadily_lighter_and_stands_out_from_the_background(string name)
    {
        var theme = Theme.All.Single(theme => theme.Name == name);
        var colours = Enumerable.Range(0, 41).Select(i => theme.Ramp(i / 40.0)).ToArray();
        var lightness = colours.Select(colour => Lab(Linear(colour))[0]).ToArray();
        Assert.All(lightness.Zip(lightness.Skip(1)), pair => Assert.True(pair.Second > pair.First));
        Assert.All(colours, colour => Assert.True(Contrast(colour, theme.Background) >= 3, $"{colour} on {theme.Background}: {Contrast(colour, theme.Background):F2}"));
    }

    /// <summary>The least family that takes the ramp has seven curves, the largest of the course fifteen: neighbours then differ by more than is just noticeable.</summary>
    [Theory]
    [InlineData(7, 6)]
    [InlineData(15, 2.3)]
    public void Neighbours_of_a_family_stay_apart_for_every_reader(int count, double least)
    {
        foreach (var theme in Theme.All)
        {
            foreach (var (vision, matrix) in Visions)
            {
                var seen = Enumerable.Range(0, count).Select(i => Lab(Seen(Linear(theme.Ramp(i / (count - 1.0))), matrix))).ToArray();
                Assert.All(seen.Zip(seen.Skip(1)), pair => Assert.True(Distance(pair.First, pair.Second) >= least, $"{theme.Name}, {vision}: {Distance(pair.First, pair.Second):F1}"));
            }
        }
    }

    // The distance in CIE Lab (1976) of any two colours of a palette; 2.3 is just noticeable.
    private const double Least = 18;

    // Machado, Oliveira & Fernandes, IEEE Trans. Vis. Comput. Graph. 15:1291 (2009), severity 1, on linear RGB.
    private static readonly Dictionary<string, double[,]> Visions = new()
    {
        ["normal"] = new double[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
        ["protanopia"] = new[,] { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } },
        ["deuteranopia"] = new[,] { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 } },
        ["tritanopia"] = new[,] { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 }, { 0.004733, 0.691367, 0.303900 } },
    };

    private static double[] Linear(string colour) => [.. Enumerable.Range(0, 3).Select(i => Convert.ToInt32(colour.Substring(1 + 2 * i, 2), 16) / 255.0).Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))];

    private static double[] Seen(double[] rgb, double[,] m) => [.. Enumerable.Range(0, 3).Select(i => Math.Clamp(m[i, 0] * rgb[0] + m[i, 1] * rgb[1] + m[i, 2] * rgb[2], 0, 1))];

    private static double Luminance(string colour) => Linear(colour) is var rgb ? 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2] : 0;

    private static double Contrast(string a, string b) => (Math.Max(Luminance(a), Luminance(b)) + 0.05) / (Math.Min(Luminance(a), Luminance(b)) + 0.05);

    // CIE 1976 L*a*b* under D65.
    private static double[] Lab(double[] rgb)
    {
        var x = F((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505);
        var y = F(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
        var z = F((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089);
        return [116 * y - 16, 500 * (x - y), 200 * (y - z)];

        static double F(double t) => t > 216.0 / 24389 ? Math.Cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (p, q) => (p - q) * (p - q)).Sum());
}
