namespace CompNeuro.Grading.Tests;

/// <summary>
/// Code that tries what it may not do. Each is the body of a function that is true when it was prevented; the answer that asks it is right only then, so that the mark tells.
/// </summary>
public static class Probes
{
    private const string Native = """
        static class Libc
        {
            [System.Runtime.InteropServices.DllImport("libc", SetLastError = true)] public static extern int fork();
            [System.Runtime.InteropServices.DllImport("libc", SetLastError = true)] public static extern int kill(int process, int signal);
            [System.Runtime.InteropServices.DllImport("libc", SetLastError = true)] public static extern int execv(string path, string[] arguments);
            [System.Runtime.InteropServices.DllImport("libc", SetLastError = true)] public static extern int unshare(int flags);
            [System.Runtime.InteropServices.DllImport("libc", SetLastError = true)] public static extern int setrlimit(int resource, ulong[] limit);
            [System.Runtime.InteropServices.DllImport("libc", SetLastError = true)] public static extern int setuid(int user);
            [System.Runtime.InteropServices.DllImport("libc", SetLastError = true)] public static extern int memfd_create(string name, uint flags);
        }

        """;

    public static TheoryData<string, string> All { get; } = new()
    {
        { "fork", $"{Native}bool Prevented() => Libc.fork() == -1;" },
        { "kill everything", $"{Native}bool Prevented() => Libc.kill(-1, 9) == -1;" },
        { "another program in its place", $"{Native}bool Prevented() => Libc.execv(\"/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2\", [\"x\", \"/bin/sh\", null]) == -1;" },
        { "namespaces of its own", $"{Native}bool Prevented() => Libc.unshare(0x10000000) == -1;" },
        { "higher limits", $"{Native}bool Prevented() => Libc.setrlimit(9, [ulong.MaxValue, ulong.MaxValue]) == -1 && Libc.setrlimit(0, [ulong.MaxValue, ulong.MaxValue]) == -1;" },
        { "root", $"{Native}bool Prevented() => Libc.setuid(0) == -1;" },
        { "files in memory", $"{Native}bool Prevented() => Libc.memfd_create(\"x\", 0) == -1;" },
        { "a child process", "bool Prevented() { try { System.Diagnostics.Process.Start(\"/dotnet/dotnet\", \"--version\"); return false; } catch { return true; } }" },
        { "network", "bool Prevented() { try { new System.Net.Sockets.TcpClient(\"127.0.0.1\", PORT); return false; } catch { return true; } }" },
        { "a network of its own", "bool Prevented() { try { new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0).Start(); return false; } catch { return true; } }" },
        { "the environment", "bool Prevented() => Environment.GetEnvironmentVariable(\"COMPNEURO_SECRET\") is null && !Environment.GetEnvironmentVariables().Values.Cast<string>().Any(value => value.Contains(\"hunter2\"));" },
        { "the environment of its parent", """
            bool Prevented()
            {
                foreach (var process in System.IO.Directory.GetDirectories("/proc").Where(path => int.TryParse(System.IO.Path.GetFileName(path), out _)))
                {
                    try
                    {
                        if (System.IO.File.ReadAllText(process + "/environ").Contains("hunter2")) return false;
                    }
                    catch (Exception) { }
                }
                return true;
            }
            """ },
        { "other processes", "bool Prevented() => System.IO.Directory.GetDirectories(\"/proc\").Count(path => int.TryParse(System.IO.Path.GetFileName(path), out _)) <= 3;" },
        { "the course and the solutions", "bool Prevented() => !System.IO.Directory.Exists(\"/work\") && !System.IO.Directory.Exists(\"FOLDER\") && !System.IO.File.Exists(\"FOLDER/01-small.ipynb\");" },
        { "home and users", "bool Prevented() => !System.IO.Directory.Exists(\"/home\") && !System.IO.Directory.Exists(\"/root\") && !System.IO.File.Exists(\"/etc/passwd\");" },
        { "programs", "bool Prevented() => !System.IO.File.Exists(\"/bin/sh\") && !System.IO.File.Exists(\"/usr/bin/env\") && !System.IO.Directory.Exists(\"/dotnet/sdk\");" },
        { "exercises and compiler", """
            bool Prevented() =>
                !new[] { "/dotnet", "/runner", "/tmp" }.SelectMany(folder => System.IO.Directory.GetFiles(folder, "*.dll", System.IO.SearchOption.AllDirectories))
                    .Any(path => System.IO.Path.GetFileName(path) is "CompNeuro.Exercises.dll" or "CompNeuro.Grading.dll" || path.Contains("CodeAnalysis"))
                && !AppDomain.CurrentDomain.GetAssemblies().Any(assembly => assembly.GetType("CompNeuro.Exercises.Exercise") != null);
            """ },
        { "writing outside its own folder", "bool Prevented() { foreach (var folder in new[] { \"/\", \"/runner\", \"/dotnet\", \"/usr/lib\", \"/dev\", \"/dev/shm\", \"/proc/sys/kernel\" }) { try { System.IO.File.WriteAllText(folder + \"/x\", \"x\"); return false; } catch (Exception) { } } return true; }" },
        { "a large file", "bool Prevented() { try { using var file = System.IO.File.Create(\"/tmp/large\"); var block = new byte[1 << 20]; for (var i = 0; i < 12; i++) file.Write(block); file.Flush(true); return false; } catch (Exception) { return true; } }" },
        { "many files", "bool Prevented() { try { for (var i = 0; i < 40; i++) System.IO.File.WriteAllBytes($\"/tmp/{i}\", new byte[1 << 20]); return false; } catch (Exception) { return true; } }" },
        { "the system's settings", "bool Prevented() { try { System.IO.File.WriteAllText(\"/proc/sys/kernel/hostname\", \"x\"); return false; } catch (Exception) { return true; } }" },
        { "a right answer from the judge", "bool Prevented() { try { return double.IsNaN(CompNeuro.Grading.Upstream.LowPassGain(8, 20)); } catch (Exception) { return true; } }" },
    };
}
