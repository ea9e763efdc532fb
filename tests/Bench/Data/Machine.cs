namespace OpenAIFineTune.Bench;

/// <summary>The machine that is measured on: its cores, and what else it does.</summary>
internal static class Machine
{
    private const double OtherLoad = 0.1;
    private const int Idle = 3;

    /// <summary>Its cores, and whether others work on it: how busy it is while this waits.</summary>
    public static async Task<string> DescribeAsync()
    {
        string cores = $"Cores: {Environment.ProcessorCount}";
        if (!OperatingSystem.IsLinux())
        {
            return $"{cores}; what else runs isn't known here.";
        }

        string averages = string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]);
        long[] before = Ticks();
        await Task.Delay(TimeSpan.FromSeconds(1));
        long[] passed = [.. Ticks().Zip(before, (now, then) => now - then)];
        double busy = 1 - ((double)passed[Idle] / passed.Sum());
        string share = FormattableString.Invariant($"{100 * busy:F0} % of the cores busy before the start");
        string judged = busy > OtherLoad ? "other load was seen" : "no other load";
        return $"{cores}; load average {averages}, {share}: {judged}.";
    }

    /// <summary>What stands before a command so that it has only so many of the cores that this process has.</summary>
    public static string[] Restriction(int cores)
    {
        bool known = OperatingSystem.IsLinux() && File.Exists("/usr/bin/taskset");
        if (!known || cores >= Environment.ProcessorCount)
        {
            return [];
        }

        const string Allowed = "Cpus_allowed_list:";
        string allowed = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Allowed));
        IEnumerable<int> processors = allowed[Allowed.Length..].Split(',').SelectMany(range =>
        {
            int[] ends = [.. range.Split('-').Select(int.Parse)];
            return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
        });
        return ["taskset", "--cpu-list", string.Join(',', processors.Take(cores))];
    }

    // Of all cores since the machine began: user, nice, system, idle and so on; a guest's are in user already.
    private static long[] Ticks()
    {
        string all = File.ReadLines("/proc/stat").First();
        return [.. all.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9].Select(long.Parse)];
    }
}
