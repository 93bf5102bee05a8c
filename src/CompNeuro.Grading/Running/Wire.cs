using System.Buffers.Binary;
using System.Text;
using CompNeuro.Exercises;

namespace CompNeuro.Grading.Running;

/// <summary>What judge and runner say to each other.</summary>
internal enum Word : byte
{
    /// <summary>Judge: cells and functions. The runner executes the cells, and says <see cref="Cell"/> after each and <see cref="Loaded"/> at the end.</summary>
    Load,

    /// <summary>Judge: cases of a function. The runner answers with <see cref="Responses"/>.</summary>
    Try,

    /// <summary>Judge: the answer to <see cref="Ask"/>.</summary>
    Told,

    Ready,
    Cell,
    Loaded,
    Responses,

    /// <summary>Runner: the arguments of an earlier exercise's function, whose right answer the student's code is given.</summary>
    Ask,
}

/// <summary>
/// Messages as plain data with their length in front. What the runner sends may be anything, for a student's code runs there: it is read without trust, and too much of it or
/// what is not plain data is an <see cref="InvalidDataException"/>.
/// </summary>
internal static class Wire
{
    /// <summary>The longest message. A homework's cells are some 100 KB, and its longest answers some 10 KB.</summary>
    public const int MostBytes = 16 << 20;

    /// <summary>The longest text of an exception, in characters.</summary>
    public const int MostText = 500;

    /// <summary>The most values of an array that is returned.</summary>
    public const int MostValues = 50_000;

    private enum Kind : byte { Null, Number, Integer, Truth, Text, Numbers, Integers, Truths, Texts }

    public static byte[] Message(Word word, Action<BinaryWriter>? content = null)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory, Encoding.UTF8);
        writer.Write(0);
        writer.Write((byte)word);
        content?.Invoke(writer);
        writer.Flush();
        var message = memory.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length - sizeof(int));
        return message.Length - sizeof(int) <= MostBytes ? message : throw new InvalidDataException($"A message of {message.Length >> 20} MB is too long.");
    }

    /// <exception cref="EndOfStreamException">The other side is gone.</exception>
    public static async ValueTask<(Word Word, BinaryReader Content)> ReadAsync(Stream stream, CancellationToken cancellation = default)
    {
        var length = new byte[sizeof(int)];
        await stream.ReadExactlyAsync(length, cancellation).ConfigureAwait(false);
        var count = BinaryPrimitives.ReadInt32LittleEndian(length);
        var message = new byte[count is > 0 and <= MostBytes ? count : throw new InvalidDataException($"A message cannot be {count} bytes long.")];
        await stream.ReadExactlyAsync(message, cancellation).ConfigureAwait(false);
        var content = new BinaryReader(new MemoryStream(message), Encoding.UTF8);
        return ((Word)content.ReadByte(), content);
    }

    public static void Write(BinaryWriter to, Response response)
    {
        to.Write((byte)response.Ending);
        to.Write(Short(response.Problem));
        WriteValue(to, response.Value);
    }

    public static Response ReadResponse(BinaryReader from) =>
        (Ending)from.ReadByte() is var ending && Enum.IsDefined(ending) && from.ReadString() is var problem ? new(ending, Problem: Short(problem), Value: ReadValue(from)) : throw Unknown();

    public static void WriteValues(BinaryWriter to, IReadOnlyList<object?> values)
    {
        to.Write(values.Count);
        foreach (var value in values)
        {
            WriteValue(to, value);
        }
    }

    public static object?[] ReadValues(BinaryReader from)
    {
        var values = new object?[Count(from)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ReadValue(from);
        }

        return values;
    }

    public static void WriteBytes(BinaryWriter to, byte[] bytes)
    {
        to.Write(bytes.Length);
        to.Write(bytes);
    }

    public static byte[] ReadBytes(BinaryReader from) => from.ReadBytes(Count(from));

    /// <exception cref="InvalidDataException">The value is not plain data, or there is too much of it.</exception>
    public static void WriteValue(BinaryWriter to, object? value)
    {
        switch (value)
        {
            case null: to.Write((byte)Kind.Null); break;
            case double number: to.Write((byte)Kind.Number); to.Write(number); break;
            case int integer: to.Write((byte)Kind.Integer); to.Write(integer); break;
            case bool truth: to.Write((byte)Kind.Truth); to.Write(truth); break;
            case string text: to.Write((byte)Kind.Text); to.Write(text.Length <= MostValues ? text : throw TooMuch(text.Length, "characters")); break;
            case double[] numbers: WriteArray(to, Kind.Numbers, numbers, to.Write); break;
            case int[] integers: WriteArray(to, Kind.Integers, integers, to.Write); break;
            case bool[] truths: WriteArray(to, Kind.Truths, truths, to.Write); break;
            case string[] texts: WriteArray(to, Kind.Texts, texts, text => to.Write(Short(text ?? ""))); break;
            default: throw new InvalidDataException($"A value of type {value.GetType().Name} cannot be an answer.");
        }
    }

    public static object? ReadValue(BinaryReader from) => (Kind)from.ReadByte() switch
    {
        Kind.Null => null,
        Kind.Number => from.ReadDouble(),
        Kind.Integer => from.ReadInt32(),
        Kind.Truth => from.ReadBoolean(),
        Kind.Text => from.ReadString() is { Length: <= MostValues } text ? text : throw Unknown(),
        Kind.Numbers => ReadArray(from, from.ReadDouble),
        Kind.Integers => ReadArray(from, from.ReadInt32),
        Kind.Truths => ReadArray(from, from.ReadBoolean),
        Kind.Texts => ReadArray(from, from.ReadString),
        _ => throw Unknown(),
    };

    public static string Short(string text) => text.Length > MostText ? text[..MostText] + "…" : text;

    private static void WriteArray<T>(BinaryWriter to, Kind kind, T[] values, Action<T> write)
    {
        to.Write((byte)kind);
        to.Write(values.Length <= MostValues ? values.Length : throw TooMuch(values.Length, "values"));
        Array.ForEach(values, write);
    }

    private static T[] ReadArray<T>(BinaryReader from, Func<T> read)
    {
        var values = new T[Count(from) is <= MostValues and var count ? count : throw Unknown()];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = read();
        }

        return values;
    }

    // Every value takes a byte at least: a number of values that cannot follow is not believed.
    private static int Count(BinaryReader from) => from.ReadInt32() is var count && count >= 0 && count <= from.BaseStream.Length - from.BaseStream.Position ? count : throw Unknown();

    private static InvalidDataException TooMuch(int count, string what) => new($"{count} {what} are more than an answer may have.");

    private static InvalidDataException Unknown() => new("The message is not one of the runner's.");
}
