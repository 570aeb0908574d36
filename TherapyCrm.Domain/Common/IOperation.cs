namespace TherapyCrm.Domain.Common;

/// <summary>Marks a verb of the practice, so that start-up registers it and the tests find every one.</summary>
public interface IOperation;
