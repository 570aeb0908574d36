using TherapyCrm.Tests.Architecture;

namespace TherapyCrm.Tests.Model;

/// <summary>The tables are those of the contract, except where a decision says otherwise.</summary>
public sealed class ContractTests
{
    private const string Decision = "docs/decisions/0002-departures-from-the-contract.md";

    [Fact]
    public void Every_departure_from_the_contract_is_decided_and_every_decision_is_a_departure()
    {
        var columns = Models.SqlServer.AllColumns().ToLookup(c => c.Table, c => c.Column);
        var departures = ContractColumn.All.Where(c => columns.Contains(c.Table))
            .Select(c => (c.Place, What: c.Departure(columns[c.Table].FirstOrDefault(o => o.Name == c.Name))))
            .Where(d => d.What is not null).Select(d => $"{d.Place}: {d.What}").ToList();
        var decided = Decided().ToList();
        var differences = departures.Except(decided).Select(d => $"not decided: {d}").Concat(decided.Except(departures).Select(d => $"decided, but not so: {d}")).ToList();
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public void The_contract_is_read_whole() => Assert.True(ContractColumn.All.Count > 500 && ContractColumn.All.Select(c => c.Table).Distinct().Count() == 46);

    /// <summary>The rows "| `table.column` | what ours is | why |" of the decision.</summary>
    private static IEnumerable<string> Decided() => File.ReadLines(Repository.Path(Decision))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|'))
        .SelectMany(cells => cells[1].Split(',').Select(place => $"{place.Trim().Trim('`')}: {cells[2].Trim()}"));
}
