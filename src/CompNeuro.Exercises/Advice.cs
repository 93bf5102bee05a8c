using CompNeuro.Figures;

namespace CompNeuro.Exercises;

/// <summary>A hint as a notebook shows it: text that is wrapped.</summary>
[TypeFormatterSource(typeof(AdviceFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed record Advice(string Text)
{
    public override string ToString() => Text;
}

internal sealed class AdviceFormatters : ITypeForms
{
    public IEnumerable<object> CreateTypeFormatters() => [new TypeForm<Advice>("text/html", advice => $"<p>{Symbol.Escape(advice.Text)}</p>"), new TypeForm<Advice>("text/plain", advice => advice.Text)];
}
