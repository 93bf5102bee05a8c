
namespace CompNeuro.Notebook.Forms;

/// <summary>An exception as a value: what kind, what it says, and what caused it.</summary>
internal static class ExceptionText
{
    public static Shown Of(Exception exception)
    {
        var chain = new List<Exception>();
        for (var one = exception; one is not null && chain.Count < 10; one = one.InnerException)
        {
            chain.Add(one);
        }

        return new(
            string.Join("\n  caused by ", chain.Select(one => $"{one.GetType().Name}: {one.Message}")),
            string.Join("<br>caused by ", chain.Select(one => $"<b>{Figures.Symbol.Escape(one.GetType().Name)}</b>: {Figures.Symbol.Escape(one.Message)}")));
    }
}
