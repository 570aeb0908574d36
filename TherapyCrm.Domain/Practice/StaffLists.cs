using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Practice;

/// <summary>Brings a person's lists (locations, hours, skills) to what is asked for, and says which of them changed.</summary>
internal static class StaffLists
{
    public static IReadOnlyList<string> Write(CrmDbContext db, StaffMember person, EditStaffProfile.Request request)
    {
        var changed = new List<string>();
        if (Locations(db, person, request)) changed.Add("locations");
        if (Hours(db, person, request)) changed.Add("workingHours");
        if (Skills(db, person, request)) changed.Add("skills");
        return changed;
    }

    private static bool Locations(CrmDbContext db, StaffMember person, EditStaffProfile.Request request)
    {
        var primary = request.PrimaryLocationId ?? (request.LocationIds.Count > 0 ? request.LocationIds[0] : 0);
        var (before, wanted) = (person.Locations.ConvertAll(l => (l.LocationId, l.IsPrimary)).ToHashSet(), request.LocationIds.Select(id => (id, id == primary)).ToHashSet());
        if (before.SetEquals(wanted)) return false;
        db.RemoveRange(person.Locations.Where(l => !request.LocationIds.Contains(l.LocationId)));
        foreach (var id in request.LocationIds.Distinct().Where(id => !person.Locations.Exists(l => l.LocationId == id)))
            person.Locations.Add(new StaffLocation { LocationId = id });
        person.Locations.ForEach(l => l.IsPrimary = l.LocationId == primary);
        return true;
    }

    private static bool Hours(CrmDbContext db, StaffMember person, EditStaffProfile.Request request)
    {
        var before = person.WorkingHours.ConvertAll(h => new WorkInterval(h.LocationId, h.DayOfWeek, h.StartsAt, h.EndsAt)).ToHashSet();
        if (before.SetEquals(request.WorkingHours)) return false;
        db.RemoveRange(person.WorkingHours);
        person.WorkingHours.AddRange(request.WorkingHours.Distinct().Select(w =>
            new WorkingHours { LocationId = w.LocationId, DayOfWeek = w.Day, StartsAt = w.From, EndsAt = w.To }));
        return true;
    }

    private static bool Skills(CrmDbContext db, StaffMember person, EditStaffProfile.Request request)
    {
        if (person.Skills.ConvertAll(s => s.SkillId).ToHashSet().SetEquals(request.SkillIds)) return false;
        db.RemoveRange(person.Skills.Where(s => !request.SkillIds.Contains(s.SkillId)));
        person.Skills.AddRange(request.SkillIds.Distinct().Where(id => !person.Skills.Exists(s => s.SkillId == id)).Select(id => new StaffSkill { SkillId = id }));
        return true;
    }
}
