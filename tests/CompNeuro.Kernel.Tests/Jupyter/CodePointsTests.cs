using System.Text;
using CompNeuro.Kernel.Jupyter;
using CsCheck;

namespace CompNeuro.Kernel.Tests.Jupyter;

public sealed class CodePointsTests
{
    [Theory]
    [InlineData("abc", 2, 2)]
    [InlineData("🧠b", 1, 2)]
    [InlineData("a🧠🧠b", 3, 5)]
    [InlineData("ψ", 1, 1)]
    [InlineData("abc", 99, 3)]
    [InlineData("abc", -1, 0)]
    [InlineData("\ud83e", 1, 1)]
    public void CodePointsBecomeUtf16(string text, int codePoint, int utf16) => Assert.Equal(utf16, CodePoints.ToUtf16(text, codePoint));

    [Fact]
    public void ThereAndBackIsTheSame() => Gen.Select(Gen.OneOf("a", "ψ", "🧠", "\n").List[0, 20], Gen.Int[0, 20]).Sample((parts, position) =>
    {
        var text = string.Concat(parts);
        var codePoint = Math.Min(position, text.EnumerateRunes().Count());
        var utf16 = CodePoints.ToUtf16(text, codePoint);
        Assert.Equal(codePoint, CodePoints.FromUtf16(text, utf16));
        Assert.Equal(codePoint, text[..utf16].EnumerateRunes().Count());
    });
}
