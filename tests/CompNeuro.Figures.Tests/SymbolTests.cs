namespace CompNeuro.Figures.Tests;

public sealed class SymbolTests
{
    [Theory]
    [InlineData("gNa", "g<sub>Na</sub>")]
    [InlineData("ENa (mV)", "E<sub>Na</sub> (mV)")]
    [InlineData("E_K", "E<sub>K</sub>")]
    [InlineData("V_{rest, K}", "V<sub>rest, K</sub>")]
    [InlineData("tau", "τ")]
    [InlineData("tauM (ms)", "τ<sub>M</sub> (ms)")]
    [InlineData("alpha, beta", "α, β")]
    [InlineData("minf", "m<sub>∞</sub>")]
    [InlineData("m_∞", "m<sub>∞</sub>")]
    [InlineData("Vth", "V<sub>th</sub>")]
    [InlineData("tref", "t<sub>ref</sub>")]
    [InlineData("[K⁺]ₒ", "[K<sup>+</sup>]<sub>o</sub>")]
    [InlineData("s⁻¹", "s<sup>−1</sup>")]
    [InlineData("a < b & c", "a &lt; b &amp; c")]
    public void Names_of_the_book_are_set_like_the_book(string text, string html) => Assert.Equal(html, Symbol.Html(text));

    [Theory]
    [InlineData("mA")]
    [InlineData("nM")]
    [InlineData("mm")]
    [InlineData("Ca")]
    [InlineData("V1")]
    [InlineData("Time")]
    [InlineData("Input")]
    [InlineData("Rest")]
    [InlineData("RT/F")]
    [InlineData("gamma rhythm")]
    [InlineData("the eta of the model")]
    [InlineData("Hodgkin–Huxley in the mean")]
    public void Units_and_words_stay_as_they_are(string text) => Assert.Equal(text, Symbol.Html(text));
}
