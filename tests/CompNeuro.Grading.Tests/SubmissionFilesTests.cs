using System.IO.Compression;
using System.Text;
using CompNeuro.Grading.Submissions;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Grading.Tests;

public sealed class SubmissionFilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("compneuro-submissions-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("ada.ipynb", "ada")]
    [InlineData("Ada Lovelace_1234_assignsubmission_file_/hw.ipynb", "Ada Lovelace_1234")]
    [InlineData("Ada Lovelace_1234_assignsubmission_file_hw.ipynb", "Ada Lovelace_1234")]
    [InlineData("lovelaceada_1234_5678_01-hw.ipynb", "lovelaceada_1234")]
    [InlineData("lovelaceada_LATE_1234_5678_01-hw-1.ipynb", "lovelaceada_1234")]
    [InlineData("submitted_by/ada/hw.ipynb", "submitted_by")]
    [InlineData("01_ada.ipynb", "01_ada")]
    [InlineData("lovelaceada_1234_5678_hw/bob_77_100_01.ipynb", "lovelaceada_1234")]
    [InlineData("ada/bob_77_100_01.ipynb", "ada")]
    [InlineData("ada/Bob_77_assignsubmission_file_/01.ipynb", "ada")]
    [InlineData("Ada Lovelace_1234_assignsubmission_file_Bob_77_assignsubmission_file_01.ipynb", "Ada Lovelace_1234")]
    public void AStudentIsKnownByTheNamesThatPlatformsGive(string path, string student) => Assert.Equal(student, StudentName.Of(path));

    [Fact]
    public void NotebooksAreFoundInFoldersAndInArchivesInArchives()
    {
        File.WriteAllText(Path.Combine(folder, "ada.ipynb"), "1");
        File.WriteAllBytes(Path.Combine(folder, "ben.zip"), Zip(("hw/01-x.ipynb", "2"), ("__MACOSX/hw/._01-x.ipynb", "no"), (".ipynb_checkpoints/01-x.ipynb", "no")));
        File.WriteAllBytes(Path.Combine(folder, "class.zip"), Zip(("eva.ipynb", "3"), ("fay.zip", Encoding.Latin1.GetString(Zip(("notes.txt", "no"), ("a.ipynb", "4"))))));
        var found = SubmissionFiles.Find([Path.Combine(folder, "ada.ipynb"), Path.Combine(folder, "class.zip")], "01");
        Assert.Equal([("ada", "1"), ("eva", "3"), ("fay", "4")], found.Select(one => (one.Student, Encoding.UTF8.GetString(one.Read(100)))));
        Assert.Equal(["ada", "ben"], SubmissionFiles.Find([Path.Combine(folder, "ada.ipynb"), folder], "01").Select(one => one.Student).Where(name => name is "ada" or "ben"));
    }

    [Fact]
    public void SeveralArchivesAreOneStudentsEachWhateverTheNamesInThem()
    {
        string[] zips = [.. new[] { ("ada.zip", "bob_77_100_01.ipynb"), ("bob_77_100_02.zip", "01.ipynb"), ("eva.zip", "bob/01.ipynb"), ("fay.zip", "01.ipynb") }.Select(one =>
        {
            File.WriteAllBytes(Path.Combine(folder, one.Item1), Zip((one.Item2, one.Item1)));
            return Path.Combine(folder, one.Item1);
        })];
        Assert.Equal([("ada", "ada.zip"), ("bob_77", "bob_77_100_02.zip"), ("eva", "eva.zip"), ("fay", "fay.zip")], SubmissionFiles.Find(zips, "01").Select(one => (one.Student, Encoding.UTF8.GetString(one.Read(100)))));
    }

    [Theory]
    [InlineData("ada", "ada.zip", "hw.ipynb")]
    [InlineData("bob_77", "submissions.zip", "bob_77_100_01.ipynb")]
    [InlineData("bob", "submissions.zip", "bob/01.ipynb")]
    [InlineData("lovelaceada_1234", "lovelaceada_1234_5678_hw.zip", "bob_77_100_01.ipynb")]
    [InlineData("Ada_12", "Ada_12_assignsubmission_file_hw.zip", "bob/01.ipynb", "eva/01.ipynb")]
    [InlineData("bob eva", "submissions.zip", "bob.ipynb", "eva.ipynb")]
    public void AnArchiveThatIsNamedAloneIsAClassesOrOneStudents(string students, string zip, params string[] names)
    {
        File.WriteAllBytes(Path.Combine(folder, zip), Zip([.. names.Select(name => (name, "1"))]));
        Assert.Equal(students, string.Join(' ', SubmissionFiles.Find([Path.Combine(folder, zip)], "01").Select(one => one.Student)));
    }

    [Fact]
    public void OfTwoNotebooksOfAStudentTheOneOfTheHomeworkCountsAndThenTheLater()
    {
        var (said, ada) = (new List<string>(), Directory.CreateDirectory(Path.Combine(folder, "ada")).FullName);
        foreach (var (name, day) in new[] { ("01-first.ipynb", 1), ("01-second.ipynb", 2), ("scratch.ipynb", 3) })
        {
            File.WriteAllText(Path.Combine(ada, name), name);
            File.SetLastWriteTimeUtc(Path.Combine(ada, name), new DateTime(2026, 1, day, 0, 0, 0, DateTimeKind.Utc));
        }

        Assert.Equal("ada/01-second.ipynb", Assert.Single(SubmissionFiles.Find([folder], "01", said.Add)).File);
        Assert.Equal(2, said.Count);
    }

    [Theory]
    [InlineData("../../evil.ipynb")]
    [InlineData("/etc/evil.ipynb")]
    [InlineData("a/../../evil.ipynb")]
    [InlineData("..\\..\\evil.ipynb")]
    public void ANameThatLeadsOutOfTheArchiveIsRefusedAndNothingIsWritten(string name)
    {
        var zip = Path.Combine(folder, "class.zip");
        File.WriteAllBytes(zip, Zip((name, "x"), ("ada.ipynb", "1")));
        var found = SubmissionFiles.Find([zip], "01");
        Assert.Equal(["ada", "evil"], found.Select(one => one.Student));
        Assert.Contains("leads out", found[1].Problem);
        Assert.Equal([zip], Directory.GetFiles(folder));
    }

    [Fact]
    public void ABombIsNotUnpackedFurtherThanANotebookMayBe()
    {
        var zip = Path.Combine(folder, "class.zip");
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        {
            using var entry = archive.CreateEntry("bomb.ipynb").Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 300; i++)
            {
                entry.Write(zeros);
            }
        }

        Assert.InRange(new FileInfo(zip).Length, 1, 1 << 20);
        var bomb = Assert.Single(SubmissionFiles.Find([zip], "01"));
        Assert.Contains("larger than 10 MB", Assert.Throws<InvalidNotebookException>(() => bomb.Read(10 << 20)).Message);
        Assert.Equal(64, bomb.Hash.Length);
    }

    [Fact]
    public void ArchivesInArchivesWithoutEndAndBrokenOnesAreThatStudentsProblem()
    {
        var inner = Zip(("x.ipynb", "1"));
        for (var i = 0; i < 6; i++)
        {
            inner = Zip(("deeper.zip", Encoding.Latin1.GetString(inner)));
        }

        File.WriteAllBytes(Path.Combine(folder, "deep.zip"), inner);
        File.WriteAllText(Path.Combine(folder, "broken.zip"), "PK, but not really");
        File.WriteAllText(Path.Combine(folder, "ada.ipynb"), "1");
        var found = SubmissionFiles.Find([folder], "01");
        Assert.Equal([("ada", false), ("broken", true), ("deep", true)], found.Select(one => (one.Student, one.Problem is not null)));
    }

    [Fact]
    public void ArchivesOfOneStudentThatMultiplyAreThatStudentsProblem()
    {
        var many = Encoding.Latin1.GetString(Zip([.. Enumerable.Range(0, 300).Select(i => ($"{i}.ipynb", ""))]));
        File.WriteAllBytes(Path.Combine(folder, "many.zip"), Zip([.. Enumerable.Range(0, 20).Select(i => ($"{i}.zip", many))]));
        File.WriteAllBytes(Path.Combine(folder, "large.zip"), Zip([.. Enumerable.Range(0, 2000).Select(i => ($"{i}.ipynb", ""))]));
        File.WriteAllText(Path.Combine(folder, "ada.ipynb"), "1");
        Assert.Equal([("ada", false), ("large", true), ("many", true)], SubmissionFiles.Find([folder], "01").Select(one => (one.Student, one.Problem is not null)));
    }

    [Fact]
    public void ABrokenArchiveIsNeverMoreThanThatStudentsProblem()
    {
        var whole = Zip(("a/01-x.ipynb", new string('x', 500)), ("b.zip", Encoding.Latin1.GetString(Zip(("y.ipynb", "2")))));
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var broken = whole[..^random.Next(i % 2 == 0 ? 1 : whole.Length)];
            for (var k = random.Next(1, 6); k > 0; k--)
            {
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(Path.Combine(folder, "eva.zip"), broken);
            foreach (var found in SubmissionFiles.Find([folder], "01"))
            {
                Assert.Equal(64, found.Hash.Length);
            }
        }
    }

    [Fact]
    public async Task APipeInTheFolderIsNotWaitedFor()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There are no pipes in folders here.");
        await System.Diagnostics.Process.Start("mkfifo", Path.Combine(folder, "eva.ipynb")).WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Empty(Assert.Single(SubmissionFiles.Find([folder], "01")).Read(100));
    }

    [Fact]
    public void ALinkToAnotherFileIsNotFollowed()
    {
        File.WriteAllText(Path.Combine(folder, "ada.ipynb"), "1");
        File.CreateSymbolicLink(Path.Combine(folder, "evil.ipynb"), "/etc/passwd");
        Assert.Equal("ada", Assert.Single(SubmissionFiles.Find([folder], "01")).Student);
    }

    private static byte[] Zip(params (string Name, string Content)[] entries)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.Latin1.GetBytes(content));
            }
        }

        return memory.ToArray();
    }
}
