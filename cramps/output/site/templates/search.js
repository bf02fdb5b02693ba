"use strict";
// The search of `cramps search`, over search-index.js: the same folding of words, the same BM25. Besides,
// what a record is called counts for each of its passages: "als dose" finds a dose on the page of ALS.

var SATURATION = 1.2, LENGTH = 0.75, LEAST = 1e-6, SHORTEST_PREFIX = 4, SHOWN = 50, FEW = 5;
var MARKS = /[\u0300-\u036f]/g;

function singular(word) {
  return word.length > 3 && /s$/.test(word) && !/(ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

// A word in the form in which words are compared; the rules of spelling come with the index.
function fold(index, word) {
  var text = word.normalize("NFKD").toLowerCase().replace(MARKS, "").replace(/[^a-z0-9]+/g, "");
  text = singular(text);
  index.spelling.forEach(function (rule) {
    text = text.replace(new RegExp(rule[0], "g"), rule[1]);
  });
  return text || word.toLowerCase();
}

// The forms of a word with their passages; a code is no plural, so the word itself is tried as well.
function formsOf(index, word) {
  var key = fold(index, word), bare = word.toLowerCase(), found = [];
  Object.keys(index.words).forEach(function (known) {
    if (known === key || known === bare || (key.length >= SHORTEST_PREFIX && known.indexOf(key) === 0)) {
      Object.keys(index.words[known]).forEach(function (form) {
        found.push({ word: form, postings: index.words[known][form] });
      });
    }
  });
  return found;
}

// The passages that have all the words, then, where these are few, those that lack one of them, or as many
// as it takes to find some; the best first: {passage, score, has}; the forms that were found; how many
// passages have all the words; and the words that stand nowhere.
function search(index, words) {
  var typed = (words.match(/[\p{L}\p{N}]+/gu) || []).filter(function (w, at, all) { return all.indexOf(w) === at; });
  var telling = typed.filter(function (word) { return index.small.indexOf(fold(index, word)) < 0; });
  typed = telling.length ? telling : typed;
  var terms = typed.map(function (word) { return formsOf(index, word); });
  var scores = new Map(), having = new Map(), own = [], called = [], most = 0;
  var count = index.passages.length;
  var average = index.lengths.reduce(function (a, b) { return a + b; }, 0) / (count || 1);
  terms.forEach(function (forms) {
    var seen = new Set();
    forms.forEach(function (form) {
      for (var at = 0; at < form.postings.length; at += 2) { seen.add(form.postings[at]); }
    });
    own.push(seen);
    called.push(new Set(Array.from(seen).filter(function (passage) {
      return index.passages[passage][1] === "name";
    }).map(function (passage) { return index.passages[passage][0]; })));
  });
  own.forEach(function (seen) {
    seen.forEach(function (passage) {
      var record = index.passages[passage][0];
      having.set(passage, terms.filter(function (_, at) {
        return own[at].has(passage) || called[at].has(record);
      }).length);
      most = Math.max(most, having.get(passage));
    });
  });
  var whole = 0, least = most;
  having.forEach(function (times) { whole += times === terms.length; });
  if (whole && whole < FEW) { least = Math.max(1, most - 1); }
  having.forEach(function (times, passage) {
    if (times >= least) { scores.set(passage, 0); }
  });
  terms.forEach(function (forms) {
    forms.forEach(function (form) {
      var there = form.postings.length / 2;
      var rarity = Math.log((count - there + 0.5) / (there + 0.5));
      rarity = rarity > 0 ? rarity : LEAST;
      for (var at = 0; at < form.postings.length; at += 2) {
        var passage = form.postings[at], weight = form.postings[at + 1];
        if (scores.has(passage)) {
          var slow = SATURATION * (1 - LENGTH + LENGTH * index.lengths[passage] / average);
          scores.set(passage, scores.get(passage) + rarity * weight * (SATURATION + 1) / (weight + slow));
        }
      }
    });
  });
  var hits = Array.from(scores, function (pair) {
    return { passage: pair[0], score: pair[1], has: having.get(pair[0]) };
  });
  hits.sort(function (a, b) { return b.has - a.has || b.score - a.score || a.passage - b.passage; });
  var forms = new Set();
  terms.forEach(function (found) { found.forEach(function (form) { forms.add(form.word); }); });
  var missing = typed.filter(function (word, at) { return !terms[at].length; });
  return { hits: hits, forms: forms, whole: whole, missing: missing };
}

function plain(word) {
  return word.toLowerCase().normalize("NFD").replace(MARKS, "");
}

// A passage shortened to about 300 characters around the first word that was found.
function excerpt(text, forms) {
  var first = 0;
  Array.from(text.matchAll(/[\p{L}\p{N}]+/gu)).some(function (match) {
    first = match.index;
    return forms.has(plain(match[0]));
  });
  var start = first > 120 ? text.indexOf(" ", first - 120) + 1 : 0;
  var end = start + 300 < text.length ? text.lastIndexOf(" ", start + 300) : text.length;
  return (start ? "\u2026" : "") + text.slice(start, Math.max(end, first)) + (end < text.length ? "\u2026" : "");
}

// Only text nodes are made: what a record says is never read as HTML.
function append(element, text, forms) {
  text.split(/([\p{L}\p{N}]+)/u).forEach(function (part) {
    if (forms.has(plain(part))) {
      var mark = document.createElement("mark");
      mark.textContent = part;
      element.appendChild(mark);
    } else if (part) {
      element.appendChild(document.createTextNode(part));
    }
  });
}

function passages(count) {
  return count === 1 ? "1 passage" : count + " passages";
}

// What was found, in a sentence.
function told(found, words) {
  var count = found.hits.length, rest = count - found.whole, asked = " for \u201c" + words + "\u201d";
  var said = passages(found.whole || count) + asked;
  if (!count) { said = "Nothing found" + asked; }
  if (rest && found.whole) { said += ", and " + rest + " more without one of the words"; }
  if (rest && !found.whole) { said += "; no passage has all of the words, these have the most of them"; }
  if (count && found.missing.length) { said += "; not found: " + found.missing.join(", "); }
  return said + (count > SHOWN ? "; the best " + SHOWN + " are shown." : ".");
}

function show(index, words) {
  var list = document.getElementById("hits"), found = search(index, words);
  list.textContent = "";
  found.hits.slice(0, SHOWN).forEach(function (hit) {
    var passage = index.passages[hit.passage], record = index.records[passage[0]];
    var item = document.createElement("li"), link = document.createElement("a"), said = document.createElement("p");
    link.href = record[2] + (passage[2] ? "#" + passage[2] : "");
    link.textContent = record[1];
    item.appendChild(link);
    item.appendChild(document.createTextNode(" (" + record[0] + "; " + passage[1] + ")"));
    append(said, excerpt(passage[3], found.forms), found.forms);
    item.appendChild(said);
    list.appendChild(item);
  });
  document.getElementById("count").textContent = told(found, words);
}

if (typeof document !== "undefined") {
  var field = document.getElementById("q");
  var asked = new URLSearchParams(location.search).get("q") || "";
  field.value = asked;
  if (asked.trim()) { show(CRAMPS_INDEX, asked); }
  field.addEventListener("input", function () {
    if (field.value.trim().length > 2) { show(CRAMPS_INDEX, field.value); }
  });
}
if (typeof module !== "undefined") { module.exports = { search: search, excerpt: excerpt, fold: fold }; }
