using System.Text;

namespace CompNeuro.Kernel.Formatting;

/// <summary>Collects what a formatter writes, and stops a formatter that never ends.</summary>
internal sealed class BoundedWriter(int limit) : StringWriter
{
    public override void Write(char value)
    {
        Check(1);
        base.Write(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        Check(count);
        base.Write(buffer, index, count);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Check(buffer.Length);
        base.Write(buffer);
    }

    public override void Write(string? value)
    {
        Check(value?.Length ?? 0);
        base.Write(value);
    }

    public override void Write(StringBuilder? value) => Write(value?.ToString());

    private void Check(int more)
    {
        if (GetStringBuilder().Length + more > limit)
        {
            throw new InvalidOperationException($"its form has more than {limit / 1_000_000} million characters");
        }
    }
}
