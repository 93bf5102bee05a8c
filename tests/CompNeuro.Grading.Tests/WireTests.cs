using System.Text;
using CompNeuro.Grading.Running;

namespace CompNeuro.Grading.Tests;

public class WireTests
{
    public static TheoryData<string, byte[]> TooMuch { get; } = new()
    {
        { "text", Bytes(writer => { writer.Write((byte)4); writer.Write(new string('-', Wire.MostValues + 1)); }) },
        { "texts", Bytes(writer => { writer.Write((byte)8); writer.Write(1_000_000); writer.Write(new byte[1_000_000]); }) },
        { "truths", Bytes(writer => { writer.Write((byte)7); writer.Write(1_000_000); writer.Write(new byte[1_000_000]); }) },
        { "more than follows", Bytes(writer => { writer.Write((byte)5); writer.Write(1000); }) },
    };

    [Theory]
    [MemberData(nameof(TooMuch))]
    public void AForgedAnswerIsNoLongerThanAnHonestOneMayBe(string what, byte[] message)
    {
        using var reader = new BinaryReader(new MemoryStream(message), Encoding.UTF8);
        var problem = Record.Exception(() => Wire.ReadValue(reader));
        Assert.True(problem is InvalidDataException, what);
    }

    private static byte[] Bytes(Action<BinaryWriter> write)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory, Encoding.UTF8);
        write(writer);
        writer.Flush();
        return memory.ToArray();
    }
}
