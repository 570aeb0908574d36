using System.Text.RegularExpressions;
using TherapyCrm.Domain.Clients;

namespace TherapyCrm.Tests.Architecture;

/// <summary>Nothing clinical or financial is deleted: only the end of a file overwrites, and that overwrites (domain.md §4).</summary>
public sealed partial class DeletionTests
{
    /// <summary>Rows of a client that carry neither clinical nor financial content, and why they may go.</summary>
    private static readonly Dictionary<string, string> MayGo = new()
    {
        ["Contacts"] = "a contact of the desk, taken off the list", ["RecordPermissions"] = "a grant taken back; the log keeps it", ["Occupancies"] = "claims on a time, not the record of it",
        ["AppointmentParticipants"] = "a list of an appointment; its history keeps it", ["AppointmentStaff"] = "the same", ["AppointmentEquipment"] = "the same", ["SeriesDates"] = "a plan",
        ["NoteDrafts"] = "a draft never was the record; signing takes it over, redaction takes it away",
    };

    [Fact]
    public void No_code_deletes_rows_of_a_clients_record()
    {
        var sets = typeof(Domain.Data.CrmDbContext).GetProperties().Where(p => p.PropertyType.IsGenericType && p.PropertyType.GenericTypeArguments[0].IsAssignableTo(typeof(IClientOwned)))
            .Select(p => p.Name).Append("Clients").Append("Learners").Where(n => !MayGo.ContainsKey(n)).ToList();
        Assert.Contains("ClientKeys", sets);
        var deletes = Repository.Sources("TherapyCrm.Domain").Concat(Repository.Sources("TherapyCrm.Web")).Where(f => !f.Contains("/Migrations/", StringComparison.Ordinal))
            .SelectMany(f => Deletes().Matches(File.ReadAllText(Repository.Path(f))).Select(m => (File: f, Set: m.Groups[1].Value)))
            .Where(d => sets.Contains(d.Set)).ToList();

        Assert.True(deletes.Count == 0, string.Join('\n', deletes));
    }

    [Fact]
    public void The_rule_sees_a_deletion()
    {
        Assert.Equal("Documents", Deletes().Match("await db.Documents.Where(d => d.ClientId == 1)\n   .ExecuteDeleteAsync(cancel);").Groups[1].Value);
        Assert.Equal("Clients", Deletes().Match("db.Clients.Remove(client);").Groups[1].Value);
    }

    [GeneratedRegex(@"\bdb\.(\w+)\s*(?:\.(?:Where|IgnoreQueryFilters|OrderBy)\([^;]*?\))?\s*\.(?:Remove|RemoveRange|ExecuteDelete|ExecuteDeleteAsync)\(", RegexOptions.Singleline)]
    private static partial Regex Deletes();
}
