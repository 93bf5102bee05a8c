using System.Security.Cryptography;
using System.Text;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Grading.Submissions;

/// <summary>What one student handed in.</summary>
/// <param name="student">The student's identifier.</param>
/// <param name="file">Where the notebook was found, for people.</param>
/// <param name="handed">When it was handed in, as far as the file tells.</param>
/// <param name="open">Opens the notebook.</param>
public sealed class Submission(string student, string file, DateTimeOffset handed, Func<Stream> open)
{
    private string? hash;

    public string Student { get; } = PlainText.Line(student);

    public string File { get; } = PlainText.Line(file);

    public DateTimeOffset Handed => handed;

    /// <summary>Why there is nothing to read; null where there is.</summary>
    public string? Problem { get; init; }

    /// <summary>SHA-256 of the notebook, and of no more than the largest that is read.</summary>
    public string Hash => hash ??= Convert.ToHexStringLower(SHA256.HashData(Content()));

    /// <exception cref="InvalidNotebookException">There are more bytes than that, or they cannot be read.</exception>
    /// <exception cref="IOException">They are no longer those of <see cref="Hash"/>.</exception>
    public byte[] Read(long most)
    {
        var bytes = Bytes(most);
        return bytes.Length > most ? throw new InvalidNotebookException($"The notebook is larger than {most >> 20} MB: clear its outputs, and hand it in again.")
            : Convert.ToHexStringLower(SHA256.HashData(bytes)) == Hash ? bytes
            : throw new IOException($"{File} was changed while the class was graded. Grade it once more.");
    }

    private byte[] Content()
    {
        try
        {
            return Problem is { } problem ? Encoding.UTF8.GetBytes(problem) : Bytes(new Limits().NotebookBytes);
        }
        catch (InvalidNotebookException broken)
        {
            return Encoding.UTF8.GetBytes(broken.Message);
        }
    }

    // One byte more than may be, to tell: a compressed file may pretend to be small.
    private byte[] Bytes(long most)
    {
        try
        {
            using var stream = open();
            using var memory = new MemoryStream();
            var block = new byte[64 << 10];
            for (int count; memory.Length <= most && (count = stream.Read(block, 0, (int)Math.Min(block.Length, most + 1 - memory.Length))) > 0;)
            {
                memory.Write(block, 0, count);
            }

            return memory.ToArray();
        }
        catch (InvalidDataException broken)
        {
            throw new InvalidNotebookException($"The notebook cannot be unpacked: {broken.Message}", broken);
        }
    }
}
