using System.Buffers.Binary;
using System.Security.Cryptography;
using CompNeuro.Cli.Commands;
using CompNeuro.Grading;
using CompNeuro.Grading.Release;

namespace CompNeuro.Cli.Grading;

/// <summary>What the instructor of a class has and no student: it decides which cases are tried, and each student's own values.</summary>
internal sealed class ClassSecret
{
    private const int PublicSeed = 20_250;

    private readonly byte[]? bytes;

    private ClassSecret(byte[]? bytes) => this.bytes = bytes;

    /// <param name="file">Null for a class without a secret.</param>
    internal static ClassSecret Read(string? file) => new(file is null ? null : ReleaseCommand.Secret(file));

    internal bool IsPublic => bytes is null;

    internal int Seed => bytes is null ? PublicSeed : BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(bytes)) & int.MaxValue;

    /// <summary>The homework as each student has it.</summary>
    internal Func<string, Homework> For(Homework homework)
    {
        var parameters = homework.Parameters();
        return bytes is null || parameters.Count == 0 ? _ => homework : student => homework.With(OwnValues.Of(bytes, student, parameters));
    }
}
