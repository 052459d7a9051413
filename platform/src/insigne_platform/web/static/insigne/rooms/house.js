/* A usual role ticks its rights; ticking a right by hand makes it a role of one's own. */
"use strict";

const RIGHTS = {
  administrator: ["may_edit_badges", "may_award", "may_approve", "may_revoke", "may_manage_staff", "may_see_statistics", "may_sign"],
  awarder: ["may_edit_badges", "may_award", "may_revoke", "may_see_statistics"],
  observer: ["may_see_statistics"],
};

for (const form of document.querySelectorAll("form")) {
  const roles = [...form.querySelectorAll("input[name=role]")];
  const rights = [...form.querySelectorAll("input[name=rights]")];
  if (!roles.length || !rights.length) continue;
  const show = () => {
    const preset = RIGHTS[roles.find((role) => role.checked)?.value];
    if (preset) for (const right of rights) right.checked = preset.includes(right.value);
  };
  const name = () => {
    const given = rights.filter((right) => right.checked).map((right) => right.value);
    const usual = Object.keys(RIGHTS).find((role) => RIGHTS[role].length === given.length && RIGHTS[role].every((right) => given.includes(right)));
    const chosen = roles.find((role) => role.value === (usual || "own"));
    if (chosen) chosen.checked = true;
  };
  for (const role of roles) role.addEventListener("change", show);
  for (const right of rights) right.addEventListener("change", name);
  show();
}
